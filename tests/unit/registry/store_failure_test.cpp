#include <gmock/gmock.h>

#include <string>
#include <vector>

#include "tests/unit/registry/town.hpp"

/// The store fails at each step in turn: the asker is told, nothing half-done remains, all goes on.
namespace parley::registry {
namespace {

using test::room;
using test::Town;

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
int play(Town& town) {
  auto ann = town.connect();
  auto bob = town.connect();
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
    Town town;
    const int before = town.store.calls;
    EXPECT_EQ(play(town), 0);
    steps = town.store.calls - before;
  }
  EXPECT_GT(steps, 10);
  int told = 0;
  for (int step = 1; step <= steps; ++step) {
    SCOPED_TRACE("failing call " + std::to_string(step));
    Town town;
    town.store.failing_calls = {town.store.calls + step};
    told += play(town);
    EXPECT_TRUE(town.registry->rooms().in_order().empty());
  }
  EXPECT_EQ(told, steps - 3);  // All but the three of leaving.
}

TEST(StoreFailure, in_making_a_room_undoes_it) {
  Town town;
  auto ann = town.log_in("ann");
  ann.take();
  town.store.failing_calls = {town.store.calls + 1};
  EXPECT_EQ(ann.ask("CREATE-CHAT-ROOM den ann"), "CREATION <FAILURE> <500>");
  EXPECT_EQ(ann.ask("SHOW-ROOM-LIST"), "ROOMS-LIST <SUCCESS> <200>");
  EXPECT_EQ(ann.ask("CREATE-CHAT-ROOM hut ann"), "CREATION <SUCCESS> <200>");
}

TEST(StoreFailure, in_joining_undoes_it) {
  Town town;
  auto ann = town.log_in("ann");
  auto bob = town.log_in("bob");
  ann.ask("CREATE-CHAT-ROOM den ann");
  bob.take();
  town.store.failing_calls = {town.store.calls + 1};
  EXPECT_EQ(bob.ask("JOIN-CHAT-ROOM den bob"), "JOIN <FAILURE> <500>");
  EXPECT_EQ(bob.ask("DISCOVER-ROOM-PEERS den"), "PEER-LIST <SUCCESS> <200> ann");
  EXPECT_EQ(town.store.rooms.at(room("den")).members.size(), 1U);
}

TEST(StoreFailure, leaves_the_name_taken_while_a_room_is_being_made) {
  Town town;
  auto ann = town.log_in("ann");
  auto bob = town.log_in("bob");
  ann.take();
  bob.take();
  ann.send("CREATE-CHAT-ROOM den ann");
  bob.send("CREATE-CHAT-ROOM den bob");
  EXPECT_EQ(bob.take(), "CREATION <FAILURE> <404>");
  EXPECT_EQ(ann.take(), "");
  town.settle();
  EXPECT_EQ(ann.take(), "CREATION <SUCCESS> <200>");
}

TEST(StoreFailure, in_making_a_room_leaves_it_to_those_who_joined_meanwhile) {
  Town town;
  auto ann = town.log_in("ann");
  auto bob = town.log_in("bob");
  ann.take();
  bob.take();
  town.store.failing_calls = {town.store.calls + 1};
  ann.send("CREATE-CHAT-ROOM den ann");
  bob.send("JOIN-CHAT-ROOM den bob");
  town.settle();
  EXPECT_EQ(ann.take(), "CREATION <FAILURE> <500>");
  EXPECT_EQ(bob.take(), "JOIN <SUCCESS> <200> bob");
  EXPECT_EQ(town.store.rooms.at(room("den")).members.size(), 1U);
}

TEST(StoreFailure, in_leaving_is_mended_by_the_next_restart) {
  Town town;
  auto ann = town.log_in("ann");
  ann.ask("CREATE-CHAT-ROOM den ann");
  ann.take();
  town.store.failing_calls = {town.store.calls + 1};
  EXPECT_EQ(ann.ask("ROOM-EXIT ann den"), "ROOM-EXIT-RESPONSE <SUCCESS> <200>");
  EXPECT_EQ(ann.ask("SHOW-ROOM-LIST"), "ROOMS-LIST <SUCCESS> <200>");
  EXPECT_EQ(ann.ask("CREATE-CHAT-ROOM den ann"), "CREATION <SUCCESS> <200>");
  EXPECT_EQ(town.store.rooms.at(room("den")).number, 2U);
}

TEST(HasherFailure, is_told) {
  Town town;
  auto client = town.connect();
  client.take();
  client.ask("REGISTER ann s");
  client.take();
  town.hasher.fails = true;
  EXPECT_EQ(client.ask("REGISTER bob s"), "REGISTER <FAILURE> <500>");
  EXPECT_EQ(client.ask("LOGIN ann s 5000"), "AUTH <FAILURE> <500>");
  EXPECT_EQ(client.ask("LOGIN cat s 5000"), "AUTH <FAILURE> <500>");
}

}  // namespace
}  // namespace parley::registry
