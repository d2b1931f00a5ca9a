#include <gmock/gmock.h>

#include <string>

#include "base/limits.hpp"
#include "tests/unit/registry/registry_fixture.hpp"

/// What stands after the registry stopped or crashed and started again.
namespace parley::registry {
namespace {

using namespace std::chrono_literals;
using test::RegistryFixture;
using test::room;

/// A den of ann (host), bob and cat, whose registry crashed and started again.
struct Restarted : RegistryFixture {
  Restarted() {
    auto ann = log_in("ann", 5001, "10.0.0.1");
    auto bob = log_in("bob", 5002, "10.0.0.2");
    auto cat = log_in("cat", 5003, "10.0.0.3");
    ann.ask("CREATE-CHAT-ROOM den ann");
    bob.ask("JOIN-CHAT-ROOM den bob");
    cat.ask("JOIN-CHAT-ROOM den cat");
    crash();
    start();
  }
  std::string list() {
    auto stranger = log_in("stranger");
    stranger.take();
    auto answer = stranger.ask("SHOW-ROOM-LIST");
    stranger.ask("LOGOUT");
    return answer;
  }
};

TEST(Restart, keeps_accounts_and_forgets_who_was_online) {
  Restarted fixture;
  EXPECT_EQ(fixture.registry->sessions().size(), 0U);
  auto ann = fixture.connect();
  ann.take();
  EXPECT_EQ(ann.ask("LOGIN ann secret 5001"), "AUTH <SUCCESS> <200>");
}

TEST(Restart, holds_rooms_for_their_members) {
  Restarted fixture;
  EXPECT_EQ(fixture.list(), "ROOMS-LIST <SUCCESS> <200> den ['ann', 'bob', 'cat'] ann.");
  auto bob = fixture.log_in("bob", 5002, "10.0.0.2");
  bob.take();
  EXPECT_EQ(bob.ask("JOIN-CHAT-ROOM den bob"), "JOIN <SUCCESS> <200> ann");
  EXPECT_EQ(bob.ask("SEARCH_USER ann"), "SEARCH_USER_RESPONSE <SUCCESS> <200> 10.0.0.2:5001");
  EXPECT_EQ(bob.ask("SEARCH_USER ann"), "SEARCH_USER_RESPONSE <NOT_ONLINE> <300>");
  EXPECT_EQ(fixture.list(), "ROOMS-LIST <SUCCESS> <200> den ['ann', 'bob', 'cat'] ann.");
}

TEST(Restart, drops_those_who_are_not_back_in_time) {
  Restarted fixture;
  auto bob = fixture.log_in("bob");
  bob.ask("JOIN-CHAT-ROOM den bob");
  for (auto passed = 0ns; passed + 1s < limits::kReturnWindow; passed += 1s) {
    fixture.keep_alive("bob");
    fixture.pass(1s);
  }
  EXPECT_EQ(fixture.registry->rooms().find(room("den"))->members.size(), 3U);
  fixture.keep_alive("bob");
  fixture.pass(1s);
  EXPECT_EQ(fixture.list(), "ROOMS-LIST <SUCCESS> <200> den ['bob'] bob.");
  EXPECT_EQ(fixture.store.rooms.at(room("den")).members.size(), 1U);
}

TEST(Restart, ends_a_room_to_which_nobody_comes_back) {
  Restarted fixture;
  fixture.pass(limits::kReturnWindow);
  EXPECT_EQ(fixture.list(), "ROOMS-LIST <SUCCESS> <200>");
  EXPECT_TRUE(fixture.store.rooms.empty());
}

TEST(Restart, lets_newcomers_in_while_nobody_is_back) {
  Restarted fixture;
  auto dan = fixture.log_in("dan", 5004, "10.0.0.4");
  dan.take();
  EXPECT_EQ(dan.ask("JOIN-CHAT-ROOM den dan"), "JOIN <SUCCESS> <200> ann");
  EXPECT_EQ(dan.ask("SEARCH_USER ann"), "SEARCH_USER_RESPONSE <SUCCESS> <200> 10.0.0.4:5001");
  auto ann = fixture.log_in("ann");
  ann.take();
  EXPECT_EQ(ann.ask("JOIN-CHAT-ROOM den ann"), "JOIN <SUCCESS> <200> ann");
}

TEST(Restart, lets_an_absent_member_go_elsewhere_or_leave) {
  Restarted fixture;
  auto ann = fixture.log_in("ann");
  auto bob = fixture.log_in("bob");
  bob.take();
  EXPECT_EQ(bob.ask("CREATE-CHAT-ROOM den bob"), "CREATION <FAILURE> <404>");
  EXPECT_EQ(bob.ask("CREATE-CHAT-ROOM hut bob"), "CREATION <SUCCESS> <200>");
  ann.take();
  EXPECT_EQ(ann.ask("ROOM-EXIT ann den"), "ROOM-EXIT-RESPONSE <SUCCESS> <200>");
  EXPECT_EQ(ann.ask("SHOW-ROOM-LIST"), "ROOMS-LIST <SUCCESS> <200> den ['cat'] cat. hut ['bob'] bob.");
  EXPECT_EQ(fixture.store.rooms.at(room("den")).members.size(), 1U);
  auto cat = fixture.log_in("cat");
  cat.take();
  EXPECT_EQ(cat.ask("JOIN-CHAT-ROOM hut cat"), "JOIN <SUCCESS> <200> bob");
  EXPECT_FALSE(fixture.store.rooms.contains(room("den")));
}

TEST(Restart, holds_the_place_of_one_who_logged_in_and_vanished_without_joining) {
  Restarted fixture;
  fixture.log_in("ann").lose();
  fixture.settle();
  EXPECT_EQ(fixture.registry->rooms().find(room("den"))->members.size(), 3U);
}

TEST(Restart, is_answered_only_once_the_rooms_are_loaded) {
  RegistryFixture fixture;
  fixture.log_in("ann").ask("CREATE-CHAT-ROOM den ann");
  fixture.crash();
  fixture.registry = std::make_unique<Registry>(RegistryPorts{fixture.clock, fixture.network, fixture.store,
                                                              fixture.hasher, fixture.entropy, fixture.log},
                                                fixture.options);
  ASSERT_TRUE(fixture.registry->start([&](Result<void> outcome) { fixture.ready = outcome; }));
  auto client = fixture.connect();
  client.send("LOGIN ann secret 5000");
  client.send("SHOW-ROOM-LIST");
  EXPECT_EQ(client.take(), "HELLO_BACK SUCCESS 200 ");
  fixture.settle();
  EXPECT_EQ(client.take(), "AUTH <SUCCESS> <200>|ROOMS-LIST <SUCCESS> <200> den ['ann'] ann.");
}

TEST(Start, fails_where_an_address_cannot_be_had) {
  RegistryFixture fixture;
  fixture.registry.reset();
  const auto start = [&] {
    Registry registry(
        {fixture.clock, fixture.network, fixture.store, fixture.hasher, fixture.entropy, fixture.log}, {});
    return registry.start([](const Result<void>&) {}).has_value();
  };
  fixture.network.datagrams_work = false;
  EXPECT_FALSE(start());
  EXPECT_EQ(fixture.network.listener, nullptr);
  fixture.network.listening_works = false;
  EXPECT_FALSE(start());
}

TEST(Start, tells_when_the_store_cannot_be_read) {
  RegistryFixture fixture;
  fixture.store.failing_calls = {1};
  fixture.store.calls = 0;
  fixture.start();
  ASSERT_TRUE(fixture.ready);
  EXPECT_FALSE(fixture.ready->has_value());
}

TEST(Stop, closes_all_in_order_and_leaves_rooms_as_they_were) {
  RegistryFixture fixture;
  auto ann = fixture.log_in("ann");
  auto bob = fixture.log_in("bob");
  auto nobody = fixture.connect();
  ann.ask("CREATE-CHAT-ROOM den ann");
  bob.ask("JOIN-CHAT-ROOM den bob");
  bool stopped = false;
  fixture.registry->stop([&] { stopped = true; });
  fixture.settle();
  EXPECT_TRUE(stopped);
  for (auto* client : {&ann, &bob, &nobody}) EXPECT_TRUE(client->closed());
  EXPECT_EQ(fixture.network.listener, nullptr);
  EXPECT_TRUE(fixture.network.open_sockets.empty());
  EXPECT_EQ(fixture.store.rooms.at(room("den")).members.size(), 2U);
}

TEST(Stop, waits_for_what_the_store_has_to_answer) {
  RegistryFixture fixture;
  auto ann = fixture.log_in("ann");
  ann.send("CREATE-CHAT-ROOM den ann");
  bool stopped = false;
  fixture.registry->stop([&] { stopped = true; });
  EXPECT_FALSE(stopped);
  fixture.settle();
  EXPECT_TRUE(stopped);
  EXPECT_EQ(fixture.store.rooms.size(), 1U);
}

TEST(Stop, drops_sign_ups_that_the_store_does_not_have_yet) {
  RegistryFixture fixture;
  auto client = fixture.connect();
  client.send("REGISTER ann s");
  bool stopped = false;
  fixture.registry->stop([&] { stopped = true; });
  fixture.settle();
  EXPECT_TRUE(stopped);
  EXPECT_TRUE(fixture.store.accounts.empty());
}

}  // namespace
}  // namespace parley::registry
