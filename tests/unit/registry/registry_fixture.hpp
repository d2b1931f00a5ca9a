#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "registry/registry.hpp"
#include "registry/rooms.hpp"
#include "registry/sessions.hpp"
#include "tests/support/fake_clock.hpp"
#include "tests/support/fake_network.hpp"
#include "tests/support/fake_ports.hpp"
#include "tests/support/fake_store.hpp"
#include "tests/support/turn_queue.hpp"

namespace parley::registry::test {

/// A whole registry on fakes, and the clients that talk to it.
class RegistryFixture {
 public:
  /// One client's connection.
  class Client {
   public:
    Client(RegistryFixture& fixture, std::shared_ptr<FakeConnection> connection)
        : fixture_(&fixture), connection_(std::move(connection)) {}

    /// Sends one record. Its outcome may need settle().
    void send(std::string_view record);
    /// Sends one record, lets everything settle and returns what came back since the last call, the
    /// records parted by `|`.
    std::string ask(std::string_view record);
    std::string ask_now(std::string_view record);  ///< The same, of what is answered at once.
    std::string take();
    void lose();   ///< The connection breaks.
    void drain();  ///< Takes all that waits.

    bool closed() const { return connection_->closed; }
    bool gone() const { return connection_->dropped; }  ///< The registry dropped the stream.
    FakeConnection& connection() { return *connection_; }

   private:
    RegistryFixture* fixture_;
    std::shared_ptr<FakeConnection> connection_;
    std::size_t taken_ = 0;
  };

  explicit RegistryFixture(const RegistryLimits& limits = {});
  ~RegistryFixture();

  /// Starts a registry (again), on the store as it is.
  void start();
  /// The registry and what it waited for are gone; the store stays.
  void crash() {
    registry.reset();
    turns = TurnQueue();
  }
  void settle();             ///< Until no outcome waits, and no alarm is due.
  void pass(Duration time);  ///< With everything settled all along.

  Client connect(std::string_view ip = "10.0.0.1");
  /// Connects, takes the greeting, signs up (unless done), logs in.
  Client log_in(std::string_view user, std::uint16_t port = 5000, std::string_view ip = "10.0.0.1");
  void datagram(std::string_view bytes, std::string_view ip = "10.0.0.1");
  void keep_alive(std::string_view user, std::string_view ip = "10.0.0.1");

  TurnQueue turns;
  FakeClock clock;
  FakeNetwork network;
  FakeStore store{turns};
  FakeHasher hasher{turns};
  FakeEntropy entropy;
  FakeLogSink log;
  RegistryOptions options;
  std::unique_ptr<Registry> registry;
  std::optional<Result<void>> ready;
};

inline UserName user(std::string_view name) { return UserName::parse(name).value(); }
inline RoomName room(std::string_view name) { return RoomName::parse(name).value(); }

}  // namespace parley::registry::test
