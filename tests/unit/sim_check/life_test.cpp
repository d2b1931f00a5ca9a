#include <gtest/gtest.h>

#include <map>
#include <string>

#include "tests/unit/sim_check/watched_town.hpp"

/// All checks together, on the shipping programs.
namespace parley::sim::check {
namespace {

TEST(Suite, finds_nothing_in_a_town_that_lives_and_looks_at_everything) {
  WatchedTown town{"ann", "bob", "cid"};
  for (const std::size_t person : {0U, 1U, 2U}) town.arrive(person);
  town.type(0, {"3", "den"});
  town.type(1, {"5", "den"});
  town.type(2, {"5", "den"});
  town.type(1, {"hello"});
  town.type(0, {"q", "6"});
  town.registry.crash();
  town.run(1s);
  town.start_registry();
  EXPECT_TRUE(town.settles(2min)) << town.suite->unsettled_because();
  EXPECT_EQ(town.found(), "") << town.what();
  for (const Tally& tally : town.suite->tallies()) EXPECT_GT(tally.evaluated, 0U) << tally.check;
}

TEST(Suite, reaches_marks) {
  WatchedTown town{"ann", "bob"};
  town.arrive(0);
  town.arrive(1);
  town.type(0, {"3", "den"});
  town.type(1, {"5", "den"});
  town.people[0]->vanish();
  town.run(10s);
  EXPECT_EQ(town.found(), "") << town.what();
  std::map<std::string_view, std::uint64_t> marks;
  for (const auto& [name, count] : town.suite->marks()) marks[name] = count;
  EXPECT_EQ(marks.at("a host timed out with others in the room"), 1U);
  EXPECT_EQ(marks.at("a room was emptied"), 0U);
}

TEST(Suite, changes_nothing_that_happens) {
  const auto hash = [](bool watched) {
    WatchedTown town{"ann", "bob"};
    if (!watched) town.suite.reset();
    const auto run = [&](Duration time) {
      if (watched) return town.run(time);
      town.world.run_for(time);
    };
    for (Node* node : town.people) {
      for (const char* line : {"1", "name", "secret", "2", "name", "secret", "6000"})
        node->terminal().type_line(line);
    }
    run(5s);
    return town.world.trace_hash();
  };
  EXPECT_EQ(hash(true), hash(false));
}

TEST(Convergence, waits_until_all_views_agree) {
  WatchedTown town{"ann", "bob"};
  town.arrive(0);
  town.arrive(1);
  EXPECT_TRUE(town.suite->settled()) << town.suite->unsettled_because();
  town.world.cut(town.people[0]->id(), town.registry.id());
  town.run(5s);
  EXPECT_FALSE(town.suite->settled());
  EXPECT_EQ(town.suite->unsettled_because(), "ann is logged in as ann, who is not online");
  town.world.mend(town.people[0]->id(), town.registry.id());
  EXPECT_TRUE(town.settles(1min)) << town.suite->unsettled_because();
  EXPECT_EQ(town.found(), "") << town.what();
}

TEST(Convergence, misses_nobody_who_is_gone) {
  WatchedTown town{"ann"};
  town.arrive(0);
  town.people[0]->vanish();
  town.run(1s);
  EXPECT_FALSE(town.suite->settled());
  EXPECT_EQ(town.suite->unsettled_because(), "ann is online, and ann is not logged in so");
  EXPECT_TRUE(town.settles(10s)) << town.suite->unsettled_because();
}

TEST(Convergence, wants_everybody_to_be_asked_something) {
  WatchedTown town{"ann"};
  town.people[0]->terminal().type_line("1");
  town.people[0]->terminal().type_line("ann");
  town.people[0]->terminal().type_line("secret");
  town.run(20ms);
  EXPECT_FALSE(town.suite->settled());
  EXPECT_TRUE(town.settles(10s)) << town.suite->unsettled_because();
}

}  // namespace
}  // namespace parley::sim::check
