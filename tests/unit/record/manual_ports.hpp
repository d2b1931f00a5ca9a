#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "ports/clock.hpp"
#include "ports/entropy.hpp"
#include "ports/log_sink.hpp"
#include "ports/password_hasher.hpp"
#include "ports/pin_store.hpp"
#include "ports/store.hpp"
#include "ports/terminal.hpp"

/// Ports that do nothing by themselves: what comes in is the test's doing.
namespace parley::record {

class ManualClock final : public Clock {
 public:
  Instant now() const override { return time; }
  void set_wake_handler(WakeHandler* given) override { handler = given; }
  void wake_at(Instant when) override { alarm = when; }
  void cancel_wake() override { alarm.reset(); }

  Instant time{};
  std::optional<Instant> alarm;
  WakeHandler* handler = nullptr;
};

/// Keeps each call's answer for the test to give.
class ManualStore final : public Store, public PasswordHasher {
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

class ManualEntropy final : public Entropy {
 public:
  void fill(std::span<std::uint8_t> bytes) override {
    for (auto& byte : bytes) byte = 7;
  }
};

class ManualLog final : public LogSink {
 public:
  bool keeps(LogLevel level) const override { return level == LogLevel::kError; }
  void write(LogLevel /*level*/, std::string_view line) override { lines.emplace_back(line); }
  std::vector<std::string> lines;
};

class ManualTerminal final : public Terminal {
 public:
  void set_handler(TerminalHandler* given) override { handler = given; }
  void print(Style /*style*/, std::string_view line) override { lines.emplace_back(line); }
  void ask(const Question& question) override { lines.emplace_back(question.prompt); }
  TerminalHandler* handler = nullptr;
  std::vector<std::string> lines;
};

class ManualPins final : public PinStore {
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
