#include <gmock/gmock.h>

#include <string>

#include "base/limits.hpp"
#include "tests/unit/registry/town.hpp"

/// What stands after the registry stopped or crashed and started again.
namespace parley::registry {
namespace {

using namespace std::chrono_literals;
using test::room;
using test::Town;

/// A den of ann (host), bob and cat, whose registry crashed and started again.
struct Restarted : Town {
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
  Restarted town;
  EXPECT_EQ(town.registry->presence().size(), 0U);
  auto ann = town.connect();
  ann.take();
  EXPECT_EQ(ann.ask("LOGIN ann secret 5001"), "AUTH <SUCCESS> <200>");
}

TEST(Restart, holds_rooms_for_their_members) {
  Restarted town;
  EXPECT_EQ(town.list(), "ROOMS-LIST <SUCCESS> <200> den ['ann', 'bob', 'cat'] ann.");
  auto bob = town.log_in("bob", 5002, "10.0.0.2");
  bob.take();
  EXPECT_EQ(bob.ask("JOIN-CHAT-ROOM den bob"), "JOIN <SUCCESS> <200> ann");
  EXPECT_EQ(bob.ask("SEARCH_USER ann"), "SEARCH_USER_RESPONSE <SUCCESS> <200> 10.0.0.2:5001");
  EXPECT_EQ(bob.ask("SEARCH_USER ann"), "SEARCH_USER_RESPONSE <NOT_ONLINE> <300>");
  EXPECT_EQ(town.list(), "ROOMS-LIST <SUCCESS> <200> den ['ann', 'bob', 'cat'] ann.");
}

TEST(Restart, drops_those_who_are_not_back_in_time) {
  Restarted town;
  auto bob = town.log_in("bob");
  bob.ask("JOIN-CHAT-ROOM den bob");
  for (auto passed = 0ns; passed + 1s < limits::kReturnWindow; passed += 1s) {
    town.keep_alive("bob");
    town.pass(1s);
  }
  EXPECT_EQ(town.registry->rooms().find(room("den"))->members.size(), 3U);
  town.keep_alive("bob");
  town.pass(1s);
  EXPECT_EQ(town.list(), "ROOMS-LIST <SUCCESS> <200> den ['bob'] bob.");
  EXPECT_EQ(town.store.rooms.at(room("den")).members.size(), 1U);
}

TEST(Restart, ends_a_room_to_which_nobody_comes_back) {
  Restarted town;
  town.pass(limits::kReturnWindow);
  EXPECT_EQ(town.list(), "ROOMS-LIST <SUCCESS> <200>");
  EXPECT_TRUE(town.store.rooms.empty());
}

TEST(Restart, lets_newcomers_in_while_nobody_is_back) {
  Restarted town;
  auto dan = town.log_in("dan", 5004, "10.0.0.4");
  dan.take();
  EXPECT_EQ(dan.ask("JOIN-CHAT-ROOM den dan"), "JOIN <SUCCESS> <200> ann");
  EXPECT_EQ(dan.ask("SEARCH_USER ann"), "SEARCH_USER_RESPONSE <SUCCESS> <200> 10.0.0.4:5001");
  auto ann = town.log_in("ann");
  ann.take();
  EXPECT_EQ(ann.ask("JOIN-CHAT-ROOM den ann"), "JOIN <SUCCESS> <200> ann");
}

TEST(Restart, lets_an_absent_member_go_elsewhere_or_leave) {
  Restarted town;
  auto ann = town.log_in("ann");
  auto bob = town.log_in("bob");
  bob.take();
  EXPECT_EQ(bob.ask("CREATE-CHAT-ROOM den bob"), "CREATION <FAILURE> <404>");
  EXPECT_EQ(bob.ask("CREATE-CHAT-ROOM hut bob"), "CREATION <SUCCESS> <200>");
  ann.take();
  EXPECT_EQ(ann.ask("ROOM-EXIT ann den"), "ROOM-EXIT-RESPONSE <SUCCESS> <200>");
  EXPECT_EQ(ann.ask("SHOW-ROOM-LIST"), "ROOMS-LIST <SUCCESS> <200> den ['cat'] cat. hut ['bob'] bob.");
  EXPECT_EQ(town.store.rooms.at(room("den")).members.size(), 1U);
  auto cat = town.log_in("cat");
  cat.take();
  EXPECT_EQ(cat.ask("JOIN-CHAT-ROOM hut cat"), "JOIN <SUCCESS> <200> bob");
  EXPECT_FALSE(town.store.rooms.contains(room("den")));
}

TEST(Restart, holds_the_place_of_one_who_logged_in_and_vanished_without_joining) {
  Restarted town;
  town.log_in("ann").lose();
  town.settle();
  EXPECT_EQ(town.registry->rooms().find(room("den"))->members.size(), 3U);
}

TEST(Restart, is_answered_only_once_the_rooms_are_loaded) {
  Town town;
  town.log_in("ann").ask("CREATE-CHAT-ROOM den ann");
  town.crash();
  town.registry = std::make_unique<Registry>(
      RegistryPorts{town.clock, town.network, town.store, town.hasher, town.entropy, town.log}, town.options);
  ASSERT_TRUE(town.registry->start([&](Result<void> outcome) { town.ready = outcome; }));
  auto client = town.connect();
  client.send("LOGIN ann secret 5000");
  client.send("SHOW-ROOM-LIST");
  EXPECT_EQ(client.take(), "HELLO_BACK SUCCESS 200 ");
  town.settle();
  EXPECT_EQ(client.take(), "AUTH <SUCCESS> <200>|ROOMS-LIST <SUCCESS> <200> den ['ann'] ann.");
}

TEST(Start, fails_where_an_address_cannot_be_had) {
  Town town;
  town.registry.reset();
  const auto start = [&] {
    Registry registry({town.clock, town.network, town.store, town.hasher, town.entropy, town.log}, {});
    return registry.start([](const Result<void>&) {}).has_value();
  };
  town.network.datagram_fails = true;
  EXPECT_FALSE(start());
  EXPECT_EQ(town.network.listener, nullptr);
  town.network.listen_fails = true;
  EXPECT_FALSE(start());
}

TEST(Start, tells_when_the_store_cannot_be_read) {
  Town town;
  town.store.failing_calls = {1};
  town.store.calls = 0;
  town.start();
  ASSERT_TRUE(town.ready);
  EXPECT_FALSE(town.ready->has_value());
}

TEST(Stop, closes_all_in_order_and_leaves_rooms_as_they_were) {
  Town town;
  auto ann = town.log_in("ann");
  auto bob = town.log_in("bob");
  auto nobody = town.connect();
  ann.ask("CREATE-CHAT-ROOM den ann");
  bob.ask("JOIN-CHAT-ROOM den bob");
  bool stopped = false;
  town.registry->stop([&] { stopped = true; });
  town.settle();
  EXPECT_TRUE(stopped);
  for (auto* client : {&ann, &bob, &nobody}) EXPECT_TRUE(client->closed());
  EXPECT_EQ(town.network.listener, nullptr);
  EXPECT_EQ(town.network.datagrams, nullptr);
  EXPECT_EQ(town.store.rooms.at(room("den")).members.size(), 2U);
}

TEST(Stop, waits_for_what_the_store_has_to_answer) {
  Town town;
  auto ann = town.log_in("ann");
  ann.send("CREATE-CHAT-ROOM den ann");
  bool stopped = false;
  town.registry->stop([&] { stopped = true; });
  EXPECT_FALSE(stopped);
  town.settle();
  EXPECT_TRUE(stopped);
  EXPECT_EQ(town.store.rooms.size(), 1U);
}

TEST(Stop, drops_sign_ups_that_the_store_does_not_have_yet) {
  Town town;
  auto client = town.connect();
  client.send("REGISTER ann s");
  bool stopped = false;
  town.registry->stop([&] { stopped = true; });
  town.settle();
  EXPECT_TRUE(stopped);
  EXPECT_TRUE(town.store.accounts.empty());
}

}  // namespace
}  // namespace parley::registry
