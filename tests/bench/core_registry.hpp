#pragma once

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ports/clock.hpp"
#include "ports/entropy.hpp"
#include "ports/log_sink.hpp"
#include "ports/network.hpp"
#include "ports/password_hasher.hpp"
#include "ports/store.hpp"
#include "record/recorder.hpp"
#include "registry/registry.hpp"

/// A registry on ports that cost next to nothing, so that what is measured is the core.
namespace parley::bench {

/// Outcomes that wait for a turn of their own.
using TurnQueue = std::deque<std::function<void()>>;

class FixedClock final : public Clock {
 public:
  Instant now() const override { return {}; }
  void set_wake_handler(WakeHandler* /*handler*/) override {}
  void wake_at(Instant /*when*/) override {}
  void cancel_wake() override {}
};

/// A network whose streams swallow what is written and count it.
class NullNetwork final : public Network {
 public:
  std::unique_ptr<Stream> connect(const HostPort& target, StreamHandler& handler) override;
  Result<std::unique_ptr<Listener>> listen(const Endpoint& local, ListenHandler& handler) override;
  Result<std::unique_ptr<Datagram>> open_datagram(const Endpoint& local, DatagramHandler& handler) override;
  Result<std::unique_ptr<Datagram>> join_group(const Endpoint& group, const IpAddress& interface_address,
                                               DatagramHandler& handler) override;

  ListenHandler* listener = nullptr;
  DatagramHandler* datagrams = nullptr;
  std::vector<StreamHandler*> clients;  ///< By the order in which they came.
  std::uint64_t bytes_written = 0;
};

class MapStore final : public Store {
 public:
  explicit MapStore(TurnQueue& turns) : turns_(turns) {}
  void insert_account(Account account, Inserted done) override;
  void find_account(const UserName& user, Found done) override;
  void commit_room(StoredRoom next, std::uint64_t expected, CommitDone done) override;
  void erase_room(const RoomName& room, std::uint64_t expected, CommitDone done) override;
  void load_rooms(Loaded done) override;

 private:
  TurnQueue& turns_;
  std::map<UserName, PasswordHash> accounts_;
};

/// Hashes nothing: the core is measured, not scrypt.
class PlainHasher final : public PasswordHasher {
 public:
  explicit PlainHasher(TurnQueue& turns) : turns_(turns) {}
  void hash(std::string_view secret, Hashed done) override;
  void verify(std::string_view secret, const PasswordHash& expected, Verified done) override;

 private:
  TurnQueue& turns_;
};

class ZeroEntropy final : public Entropy {
 public:
  void fill(std::span<std::uint8_t> bytes) override {
    std::fill(bytes.begin(), bytes.end(), std::uint8_t{7});
  }
};

class NullLog final : public LogSink {
 public:
  bool keeps(LogLevel /*level*/) const override { return false; }
  void write(LogLevel /*level*/, std::string_view /*line*/) override {}
};

/// A running registry with `people` logged in, named person-0, person-1 ...; recorded where there is a tape.
class CoreRegistry {
 public:
  CoreRegistry(std::size_t people, std::string_view hello, record::EntrySink* tape = nullptr);

  /// One record of a client, and all that comes of it.
  void record(std::size_t client, std::string_view bytes) {
    network_.clients[client]->on_record(bytes);
    settle();
  }
  void datagram(std::string_view bytes) { network_.datagrams->on_datagram(from_, bytes); }
  std::uint64_t bytes_written() const { return network_.bytes_written; }
  const registry::Registry& registry() const { return *registry_; }

 private:
  void settle();

  TurnQueue turns_;
  FixedClock clock_;
  NullNetwork network_;
  MapStore store_{turns_};
  PlainHasher hasher_{turns_};
  ZeroEntropy entropy_;
  NullLog log_;
  Endpoint from_{kLoopback, 4711};
  std::unique_ptr<record::RegistryRecorder> recorder_;
  std::unique_ptr<registry::Registry> registry_;
};

std::string person(std::size_t number);

}  // namespace parley::bench
