#pragma once

#include <gtest/gtest.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "ports/clock.hpp"
#include "ports/entropy.hpp"
#include "ports/log_sink.hpp"
#include "ports/network.hpp"
#include "ports/password_hasher.hpp"
#include "ports/pin_store.hpp"
#include "ports/store.hpp"
#include "ports/terminal.hpp"
#include "record/entry_form.hpp"

/// Ports that do nothing by themselves: what comes in is the test's doing.
namespace parley::record {

/// Entries in words: `record 1 'LOGIN ada aaaaaaa 6000'`.
class WordsSink final : public EntrySink {
 public:
  void add(const Entry& entry) override {
    EXPECT_TRUE(has_form(entry));
    const auto* form = form_of(entry.kind);
    std::string words(form->name);
    if (form->id) words += ' ' + std::to_string(entry.id);
    if (form->number) words += " #" + std::to_string(entry.number);
    if (form->endpoint) words += ' ' + entry.endpoint.to_string();
    if (form->text != TextForm::kNone) words += " '" + std::string(entry.text) + "'";
    words_.push_back(std::move(words));
    last_ = entry;
  }
  std::vector<std::string> take() { return std::exchange(words_, {}); }
  const Entry& last() const { return last_; }  ///< Its text is gone.

 private:
  std::vector<std::string> words_;
  Entry last_;
};

class HandClock final : public Clock {
 public:
  Instant now() const override { return time; }
  void set_wake_handler(WakeHandler* given) override { handler = given; }
  void wake_at(Instant when) override { alarm = when; }
  void cancel_wake() override { alarm.reset(); }

  Instant time{};
  std::optional<Instant> alarm;
  WakeHandler* handler = nullptr;
};

class HandNetwork final : public Network {
 public:
  class HandStream final : public Stream {
   public:
    explicit HandStream(HandNetwork& network) : network_(network) {}
    ~HandStream() override { network_.log.emplace_back("~stream"); }
    HandStream(const HandStream&) = delete;
    HandStream& operator=(const HandStream&) = delete;
    void set_handler(StreamHandler& handler) override { network_.streams.push_back(&handler); }
    void write(std::string_view bytes) override { network_.log.emplace_back(bytes); }
    std::size_t unsent() const override { return network_.waiting; }
    void pause_reading() override { network_.log.emplace_back("pause"); }
    void resume_reading() override { network_.log.emplace_back("resume"); }
    void close() override { network_.log.emplace_back("close"); }
    Endpoint remote() const override { return {kLoopback, 4711}; }

   private:
    HandNetwork& network_;
  };
  class HandListener final : public Listener {
   public:
    Endpoint local() const override { return {kLoopback, 15600}; }
  };
  class HandDatagram final : public Datagram {
   public:
    explicit HandDatagram(HandNetwork& network) : network_(network) {}
    void send(const Endpoint& to, std::string_view bytes) override {
      network_.log.push_back(to.to_string() + ' ' + std::string(bytes));
    }
    Endpoint local() const override { return {kLoopback, 15500}; }

   private:
    HandNetwork& network_;
  };

  std::unique_ptr<Stream> connect(const HostPort& /*target*/, StreamHandler& handler) override {
    streams.push_back(&handler);
    return std::make_unique<HandStream>(*this);
  }
  Result<std::unique_ptr<Listener>> listen(const Endpoint& /*local*/, ListenHandler& handler) override {
    listener = &handler;
    if (refuses) return Error{ErrorCode::kUnavailable, "taken"};
    return std::unique_ptr<Listener>(std::make_unique<HandListener>());
  }
  Result<std::unique_ptr<Datagram>> open_datagram(const Endpoint& /*local*/,
                                                  DatagramHandler& handler) override {
    sockets.push_back(&handler);
    if (refuses) return Error{ErrorCode::kUnavailable, "taken"};
    return std::unique_ptr<Datagram>(std::make_unique<HandDatagram>(*this));
  }
  Result<std::unique_ptr<Datagram>> join_group(const Endpoint& group, const IpAddress& /*interface_address*/,
                                               DatagramHandler& handler) override {
    return open_datagram(group, handler);
  }

  std::vector<StreamHandler*> streams;
  std::vector<DatagramHandler*> sockets;
  ListenHandler* listener = nullptr;
  std::vector<std::string> log;  ///< What was done to streams and sockets.
  std::size_t waiting = 0;
  bool refuses = false;
};

/// Keeps each call's answer for the test to give.
class HandStore final : public Store, public PasswordHasher {
 public:
  void insert_account(Account account, Inserted done) override {
    stored_hash = account.hash.text;
    inserted = std::move(done);
  }
  void find_account(const UserName& /*user*/, Found done) override { found = std::move(done); }
  void save_room(StoredRoom /*room*/, Done done) override { stored = std::move(done); }
  void erase_room(const RoomName& /*room*/, Done done) override { stored = std::move(done); }
  void load_rooms(Loaded done) override { loaded = std::move(done); }
  void hash(std::string_view secret, Hashed done) override {
    hashed_secret = secret;
    hashed = std::move(done);
  }
  void verify(std::string_view secret, const PasswordHash& expected, Verified done) override {
    hashed_secret = secret;
    stored_hash = expected.text;
    verified = std::move(done);
  }

  std::string hashed_secret;
  std::string stored_hash;
  Inserted inserted;
  Found found;
  Done stored;
  Loaded loaded;
  Hashed hashed;
  Verified verified;
};

class HandEntropy final : public Entropy {
 public:
  void fill(std::span<std::uint8_t> bytes) override {
    for (auto& byte : bytes) byte = 7;
  }
};

class HandLog final : public LogSink {
 public:
  bool keeps(LogLevel level) const override { return level == LogLevel::kError; }
  void write(LogLevel /*level*/, std::string_view line) override { lines.emplace_back(line); }
  std::vector<std::string> lines;
};

class HandTerminal final : public Terminal {
 public:
  void set_handler(TerminalHandler* given) override { handler = given; }
  void print(Style /*style*/, std::string_view line) override { lines.emplace_back(line); }
  void ask(std::string_view prompt, Echo /*echo*/) override { lines.emplace_back(prompt); }
  TerminalHandler* handler = nullptr;
  std::vector<std::string> lines;
};

class HandPins final : public PinStore {
 public:
  Result<std::optional<std::string>> find(const HostPort& /*registry*/) override { return pin; }
  Result<void> save(const HostPort& /*registry*/, const std::string& key_fingerprint) override {
    if (full) return Error{ErrorCode::kFull, "no room"};
    pin = key_fingerprint;
    return {};
  }
  std::optional<std::string> pin;
  bool full = false;
};

}  // namespace parley::record
