#include "registry/connections.hpp"

#include <gmock/gmock.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "registry/accounts.hpp"
#include "registry/request_router.hpp"
#include "registry/requests.hpp"
#include "registry/room_commits.hpp"
#include "registry/sessions.hpp"
#include "tests/unit/registry/registry_fixture.hpp"

namespace parley::registry {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;

struct ConnectionsFixture {
  ConnectionsFixture() { connections.open(); }

  /// Takes the greeting.
  std::shared_ptr<FakeConnection> connect(const char* hello = nullptr) {
    auto wire = std::make_shared<FakeConnection>();
    connections.on_accept(std::make_unique<FakeStream>(wire));
    if (hello != nullptr) wire->handler->on_record(hello);
    wire->written.clear();
    return wire;
  }
  Connection& connection(std::uint64_t number) { return *connections.find(ConnectionId{number}); }

  TurnQueue turns;
  FakeClock clock;
  FakeStore store{turns};
  FakeHasher hasher{turns};
  FakeLogSink log;
  RegistryLimits limits;
  TimerQueue timers{clock};
  PendingWork work;
  Rooms rooms{clock, limits};
  RoomCommits commits{store, rooms, work, log};
  Accounts accounts{clock, store, hasher, work, log, limits, [](ConnectionId) { return true; }};
  std::vector<ConnectionEnd> ended;
  Sessions sessions{timers, 1h, [](ConnectionId) {}};
  Connections connections{timers, log,
                          limits, sessions,
                          router, [this](Connection&, ConnectionEnd cause) {
                            ended.push_back(cause); }};
  AccountRequests account_requests{connections, accounts, sessions, log};
  PresenceRequests presence_requests{connections, accounts, sessions, rooms};
  RoomRequests room_requests{connections, rooms, commits, log};
  RequestRouter router{{}, account_requests, presence_requests, room_requests};
};

TEST(Connections, flush_what_is_pushed_to_one_that_asked_nothing_when_the_turn_is_over) {
  ConnectionsFixture fixture;
  const auto first = fixture.connect("HELLO P2P 2\n");
  const auto second = fixture.connect("HELLO P2P 2\n");
  {
    const Connections::Turn turn(fixture.connections);
    EXPECT_TRUE(fixture.connections.push(fixture.connection(1), "EVENT 1"));
    EXPECT_TRUE(fixture.connections.push(fixture.connection(2), "EVENT 2"));
    EXPECT_TRUE(fixture.connections.push(fixture.connection(1), "EVENT 3"));
    EXPECT_THAT(first->written, IsEmpty());
  }
  EXPECT_THAT(first->written, ElementsAre("EVENT 1\nEVENT 3\n"));
  EXPECT_THAT(second->written, ElementsAre("EVENT 2\n"));
  fixture.connections.push(fixture.connection(2), "EVENT 4");
  EXPECT_THAT(second->written, ElementsAre("EVENT 2\n", "EVENT 4\n"));
}

TEST(Connections, push_nothing_to_those_who_would_take_it_for_an_answer) {
  ConnectionsFixture fixture;
  const auto v1 = fixture.connect("HELLO P2P");
  EXPECT_FALSE(fixture.connections.push(fixture.connection(1), "EVENT 1"));
  EXPECT_THAT(v1->written, IsEmpty());
}

TEST(Connections, push_nothing_to_one_that_ends_in_the_same_turn) {
  ConnectionsFixture fixture;
  const auto wire = fixture.connect("HELLO P2P 2\n");
  {
    const Connections::Turn turn(fixture.connections);
    Connection& connection = fixture.connection(1);
    EXPECT_TRUE(fixture.connections.push(connection, "EVENT 1"));
    fixture.connections.end(connection, ConnectionEnd::kLost);
    EXPECT_FALSE(fixture.connections.push(connection, "EVENT 2"));
  }
  EXPECT_THAT(wire->written, IsEmpty());
  EXPECT_THAT(fixture.ended, ElementsAre(ConnectionEnd::kLost));
  EXPECT_EQ(wire->handler, nullptr);
}

TEST(Connections, cut_off_one_that_takes_nothing_of_what_is_pushed) {
  ConnectionsFixture fixture;
  const auto wire = fixture.connect("HELLO P2P 2\n");
  wire->stuck = true;
  fixture.connections.push(fixture.connection(1), "EVENT 1");
  fixture.clock.advance(fixture.limits.stalled_write_timeout);
  EXPECT_THAT(fixture.ended, ElementsAre(ConnectionEnd::kStalled));
}

TEST(Connections, admit_a_newcomer_while_there_is_a_place_or_somebody_without_a_session) {
  ConnectionsFixture fixture;
  fixture.limits.sessions = 1;
  const Endpoint remote{kLoopback, 33333};
  EXPECT_TRUE(fixture.connections.admits(remote));
  const auto wire = fixture.connect();
  EXPECT_TRUE(fixture.connections.admits(remote));
  fixture.connections.mark_authenticated(fixture.connection(1));
  EXPECT_FALSE(fixture.connections.admits(remote));
}

}  // namespace
}  // namespace parley::registry
