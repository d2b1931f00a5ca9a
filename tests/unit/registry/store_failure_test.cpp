#include <gmock/gmock.h>

#include <string>
#include <vector>

#include "tests/unit/registry/registry_fixture.hpp"

/// The store fails at each step in turn: the asker is told, nothing half-done remains, all goes on.
namespace parley::registry {
namespace {

using test::RegistryFixture;
using test::room;

struct Step {
  std::string client;
  std::string request;
};

const std::vector<Step>& walk() {
  static const std::vector<Step> kWalk = {
      {"ann", "REGISTER ann secret"},    {"bob", "REGISTER bob secret"}, {"ann", "LOGIN ann secret 5000"},
      {"bob", "LOGIN bob secret 5001"},  {"ann", "SEARCH_USER dan"},     {"ann", "CREATE-CHAT-ROOM den ann"},
      {"bob", "JOIN-CHAT-ROOM den bob"}, {"ann", "ROOM-EXIT ann den"},   {"ann", "JOIN-CHAT-ROOM den ann"},
      {"bob", "ROOM-EXIT bob den"},      {"ann", "ROOM-EXIT ann den"},
  };
  return kWalk;
}

/// Plays the walk; a step answered with <500> is asked once more. Returns how many were.
int play(RegistryFixture& fixture) {
  auto ann = fixture.connect();
  auto bob = fixture.connect();
  ann.take();
  bob.take();
  int failures = 0;
  for (const auto& step : walk()) {
    auto& client = step.client == "ann" ? ann : bob;
    auto answer = client.ask(step.request);
    if (answer.find("<500>") != answer.npos) {
      ++failures;
      answer = client.ask(step.request);
    }
    const auto* wanted = step.request == "SEARCH_USER dan" ? "<NOT_FOUND> <404>" : "<SUCCESS> <200>";
    EXPECT_NE(answer.find(wanted), answer.npos) << step.request << " -> " << answer;
  }
  return failures;
}

TEST(StoreFailure, at_any_step_is_told_and_leaves_nothing_half_done) {
  int steps = 0;
  {
    RegistryFixture fixture;
    const int before = fixture.store.calls;
    EXPECT_EQ(play(fixture), 0);
    steps = fixture.store.calls - before;
  }
  EXPECT_GT(steps, 10);
  int told = 0;
  for (int step = 1; step <= steps; ++step) {
    SCOPED_TRACE("failing call " + std::to_string(step));
    RegistryFixture fixture;
    fixture.store.failing_calls = {fixture.store.calls + step};
    told += play(fixture);
    EXPECT_TRUE(fixture.registry->rooms().in_order().empty());
  }
  EXPECT_EQ(told, steps - 3);  // All but the three of leaving.
}

TEST(StoreFailure, in_making_a_room_makes_none) {
  RegistryFixture fixture;
  auto ann = fixture.log_in("ann");
  ann.take();
  fixture.store.failing_calls = {fixture.store.calls + 1};
  EXPECT_EQ(ann.ask("CREATE-CHAT-ROOM den ann"), "CREATION <FAILURE> <500>");
  EXPECT_EQ(ann.ask("SHOW-ROOM-LIST"), "ROOMS-LIST <SUCCESS> <200>");
  EXPECT_EQ(ann.ask("CREATE-CHAT-ROOM hut ann"), "CREATION <SUCCESS> <200>");
}

TEST(StoreFailure, in_joining_lets_nobody_in) {
  RegistryFixture fixture;
  auto ann = fixture.log_in("ann");
  auto bob = fixture.log_in("bob");
  ann.ask("CREATE-CHAT-ROOM den ann");
  bob.take();
  fixture.store.failing_calls = {fixture.store.calls + 1};
  EXPECT_EQ(bob.ask("JOIN-CHAT-ROOM den bob"), "JOIN <FAILURE> <500>");
  EXPECT_EQ(bob.ask("DISCOVER-ROOM-PEERS den"), "PEER-LIST <SUCCESS> <200> ann");
  EXPECT_EQ(fixture.store.rooms.at(room("den")).members.size(), 1U);
}

TEST(StoreFailure, leaves_the_name_taken_while_a_room_is_being_made) {
  RegistryFixture fixture;
  auto ann = fixture.log_in("ann");
  auto bob = fixture.log_in("bob");
  ann.take();
  bob.take();
  ann.send("CREATE-CHAT-ROOM den ann");
  bob.send("CREATE-CHAT-ROOM den bob");
  EXPECT_EQ(bob.take(), "CREATION <FAILURE> <404>");
  EXPECT_EQ(ann.take(), "");
  fixture.settle();
  EXPECT_EQ(ann.take(), "CREATION <SUCCESS> <200>");
}

TEST(StoreFailure, in_making_a_room_leaves_it_to_those_who_joined_meanwhile) {
  RegistryFixture fixture;
  auto ann = fixture.log_in("ann");
  auto bob = fixture.log_in("bob");
  ann.take();
  bob.take();
  fixture.store.failing_calls = {fixture.store.calls + 1};
  ann.send("CREATE-CHAT-ROOM den ann");
  bob.send("JOIN-CHAT-ROOM den bob");
  fixture.settle();
  EXPECT_EQ(ann.take(), "CREATION <FAILURE> <500>");
  EXPECT_EQ(bob.take(), "JOIN <SUCCESS> <200> bob");
  EXPECT_EQ(fixture.store.rooms.at(room("den")).members.size(), 1U);
}

TEST(StoreFailure, in_leaving_is_mended_by_the_next_restart) {
  RegistryFixture fixture;
  auto ann = fixture.log_in("ann");
  ann.ask("CREATE-CHAT-ROOM den ann");
  ann.take();
  fixture.store.failing_calls = {fixture.store.calls + 1};
  EXPECT_EQ(ann.ask("ROOM-EXIT ann den"), "ROOM-EXIT-RESPONSE <SUCCESS> <200>");
  EXPECT_EQ(ann.ask("SHOW-ROOM-LIST"), "ROOMS-LIST <SUCCESS> <200>");
  EXPECT_EQ(ann.ask("CREATE-CHAT-ROOM den ann"), "CREATION <SUCCESS> <200>");
  EXPECT_EQ(fixture.store.rooms.at(room("den")).number, 2U);
}

TEST(RoomCommits, are_seen_by_nobody_before_the_store_has_them) {
  RegistryFixture fixture;
  auto ann = fixture.log_in("ann");
  auto bob = fixture.log_in("bob");
  bob.take();
  ann.send("CREATE-CHAT-ROOM den ann");
  EXPECT_EQ(bob.ask_now("SHOW-ROOM-LIST"), "ROOMS-LIST <SUCCESS> <200>");
  fixture.settle();
  EXPECT_EQ(bob.ask_now("SHOW-ROOM-LIST"), "ROOMS-LIST <SUCCESS> <200> den ['ann'] ann.");
  bob.send("JOIN-CHAT-ROOM den bob");
  EXPECT_EQ(ann.ask("DISCOVER-ROOM-PEERS den").find("bob"), std::string::npos);
  bob.take();
  EXPECT_EQ(bob.ask("DISCOVER-ROOM-PEERS den"), "PEER-LIST <SUCCESS> <200> ann bob");
}

TEST(RoomCommits, take_together_what_waits_behind_one_that_is_under_way) {
  RegistryFixture fixture;
  auto ann = fixture.log_in("ann");
  ann.ask("CREATE-CHAT-ROOM den ann");
  std::vector<RegistryFixture::Client> crowd;
  for (const auto* name : {"bob", "cat", "dan", "eve"}) {
    crowd.push_back(fixture.log_in(name));
    crowd.back().take();
  }
  const int before = fixture.store.calls;
  const std::vector<std::string> names = {"bob", "cat", "dan", "eve"};
  for (std::size_t i = 0; i < names.size(); ++i) crowd[i].send("JOIN-CHAT-ROOM den " + names[i]);
  fixture.settle();
  for (auto& client : crowd) EXPECT_EQ(client.take(), "JOIN <SUCCESS> <200> ann");
  EXPECT_EQ(fixture.store.calls - before, 2);
  EXPECT_EQ(fixture.store.rooms.at(room("den")).members.size(), 5U);
}

TEST(RoomCommits, fail_for_all_who_took_part_and_for_nobody_behind_them) {
  RegistryFixture fixture;
  auto ann = fixture.log_in("ann");
  auto bob = fixture.log_in("bob");
  auto cat = fixture.log_in("cat");
  auto dan = fixture.log_in("dan");
  ann.ask("CREATE-CHAT-ROOM den ann");
  for (auto* client : {&bob, &cat, &dan}) client->take();
  fixture.store.failing_calls = {fixture.store.calls + 1};
  bob.send("JOIN-CHAT-ROOM den bob");
  cat.send("JOIN-CHAT-ROOM den cat");
  dan.send("JOIN-CHAT-ROOM den dan");
  fixture.settle();
  EXPECT_EQ(bob.take(), "JOIN <FAILURE> <500>");
  EXPECT_EQ(cat.take(), "JOIN <SUCCESS> <200> ann");
  EXPECT_EQ(dan.take(), "JOIN <SUCCESS> <200> ann");
  EXPECT_EQ(fixture.store.rooms.at(room("den")).members.size(), 3U);
}

TEST(RoomCommits, leave_out_a_newcomer_who_vanished_meanwhile) {
  RegistryFixture fixture;
  auto ann = fixture.log_in("ann");
  auto bob = fixture.log_in("bob");
  ann.ask("CREATE-CHAT-ROOM den ann");
  bob.send("JOIN-CHAT-ROOM den bob");
  bob.lose();
  fixture.settle();
  EXPECT_EQ(fixture.registry->rooms().find(room("den"))->members.size(), 1U);
  EXPECT_EQ(fixture.store.rooms.at(room("den")).members.size(), 1U);
}

TEST(RoomCommits, let_a_newcomer_in_whose_host_left_meanwhile) {
  RegistryFixture fixture;
  auto ann = fixture.log_in("ann");
  auto bob = fixture.log_in("bob");
  ann.ask("CREATE-CHAT-ROOM den ann");
  bob.take();
  bob.send("JOIN-CHAT-ROOM den bob");
  ann.lose();
  EXPECT_TRUE(fixture.registry->rooms().in_order().empty());
  fixture.settle();
  EXPECT_EQ(bob.take(), "JOIN <SUCCESS> <200> bob");
  EXPECT_EQ(bob.ask("SHOW-ROOM-LIST"), "ROOMS-LIST <SUCCESS> <200> den ['bob'] bob.");
  const auto& stored = fixture.store.rooms.at(room("den"));
  ASSERT_EQ(stored.members.size(), 1U);
  EXPECT_EQ(stored.version, fixture.registry->rooms().find(room("den"))->version);
}

TEST(RoomCommits, end_a_room_whose_maker_vanished_before_it_was_stored) {
  RegistryFixture fixture;
  auto ann = fixture.log_in("ann");
  auto bob = fixture.log_in("bob");
  bob.take();
  ann.send("CREATE-CHAT-ROOM den ann");
  ann.lose();
  bob.send("CREATE-CHAT-ROOM den bob");
  fixture.settle();
  EXPECT_EQ(bob.take(), "CREATION <SUCCESS> <200>");
  EXPECT_EQ(fixture.store.rooms.at(room("den")).number, 2U);
  bob.lose();
  fixture.settle();
  EXPECT_TRUE(fixture.store.rooms.empty());
}

TEST(RoomCommits, in_conflict_with_another_registry_change_nothing) {
  RegistryFixture fixture;
  auto ann = fixture.log_in("ann");
  auto bob = fixture.log_in("bob");
  ann.ask("CREATE-CHAT-ROOM den ann");
  bob.take();
  fixture.store.rooms.at(room("den")).version = 99;
  EXPECT_EQ(bob.ask("JOIN-CHAT-ROOM den bob"), "JOIN <FAILURE> <500>");
  EXPECT_EQ(bob.ask("DISCOVER-ROOM-PEERS den"), "PEER-LIST <SUCCESS> <200> ann");
  EXPECT_EQ(fixture.store.rooms.at(room("den")).version, 99U);
  EXPECT_EQ(bob.ask("JOIN-CHAT-ROOM den bob"), "JOIN <SUCCESS> <200> ann");
  EXPECT_EQ(fixture.store.rooms.at(room("den")).version, 100U);
  fixture.store.rooms.at(room("den")).version = 200;
  EXPECT_EQ(bob.ask("ROOM-EXIT bob den"), "ROOM-EXIT-RESPONSE <SUCCESS> <200>");
  ann.ask("ROOM-EXIT ann den");
  EXPECT_TRUE(fixture.store.rooms.empty());
}

TEST(HasherFailure, is_told) {
  RegistryFixture fixture;
  auto client = fixture.connect();
  client.take();
  client.ask("REGISTER ann s");
  client.take();
  fixture.hasher.fails = true;
  EXPECT_EQ(client.ask("REGISTER bob s"), "REGISTER <FAILURE> <500>");
  EXPECT_EQ(client.ask("LOGIN ann s 5000"), "AUTH <FAILURE> <500>");
  EXPECT_EQ(client.ask("LOGIN cat s 5000"), "AUTH <FAILURE> <500>");
}

}  // namespace
}  // namespace parley::registry
