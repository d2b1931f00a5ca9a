#include <gtest/gtest.h>

#include <map>
#include <string>

#include "tests/unit/sim_check/watched_world.hpp"

/// All checks together, on the shipping programs.
namespace parley::sim::check {
namespace {

TEST(CheckSuite, finds_nothing_in_a_town_that_lives_and_looks_at_everything) {
  WatchedWorld fixture{"ann", "bob", "cid"};
  for (const std::size_t person : {0U, 1U, 2U}) fixture.arrive(person);
  fixture.type(0, {"3", "den"});
  fixture.type(1, {"5", "den"});
  fixture.type(2, {"5", "den"});
  fixture.type(1, {"hello"});
  fixture.type(0, {"q", "6"});
  fixture.registry.crash();
  fixture.run(1s);
  fixture.start_registry();
  EXPECT_TRUE(fixture.settles(2min)) << fixture.suite->unsettled_because();
  EXPECT_EQ(fixture.found(), "") << fixture.what();
  for (const Tally& tally : fixture.suite->tallies()) EXPECT_GT(tally.evaluated, 0U) << tally.check;
}

TEST(CheckSuite, reaches_marks) {
  WatchedWorld fixture{"ann", "bob"};
  fixture.arrive(0);
  fixture.arrive(1);
  fixture.type(0, {"3", "den"});
  fixture.type(1, {"5", "den"});
  fixture.people[0]->vanish();
  fixture.run(10s);
  EXPECT_EQ(fixture.found(), "") << fixture.what();
  std::map<std::string_view, std::uint64_t> marks;
  for (const auto& [name, count] : fixture.suite->marks()) marks[name] = count;
  EXPECT_EQ(marks.at("a host timed out with others in the room"), 1U);
  EXPECT_EQ(marks.at("a room was emptied"), 0U);
}

TEST(CheckSuite, changes_nothing_that_happens) {
  const auto hash = [](bool watched) {
    WatchedWorld fixture{"ann", "bob"};
    if (!watched) fixture.suite.reset();
    const auto run = [&](Duration time) {
      if (watched) return fixture.run(time);
      fixture.world.run_for(time);
    };
    for (Node* node : fixture.people) {
      for (const char* line : {"1", "name", "secret", "2", "name", "secret", "6000"})
        node->terminal().type_line(line);
    }
    run(5s);
    return fixture.world.trace_hash();
  };
  EXPECT_EQ(hash(true), hash(false));
}

TEST(Convergence, waits_until_all_views_agree) {
  WatchedWorld fixture{"ann", "bob"};
  fixture.arrive(0);
  fixture.arrive(1);
  EXPECT_TRUE(fixture.suite->settled()) << fixture.suite->unsettled_because();
  fixture.world.cut(fixture.people[0]->id(), fixture.registry.id());
  fixture.run(5s);
  EXPECT_FALSE(fixture.suite->settled());
  EXPECT_EQ(fixture.suite->unsettled_because(), "ann is logged in as ann, who is not online");
  fixture.world.mend(fixture.people[0]->id(), fixture.registry.id());
  EXPECT_TRUE(fixture.settles(1min)) << fixture.suite->unsettled_because();
  EXPECT_EQ(fixture.found(), "") << fixture.what();
}

TEST(Convergence, misses_nobody_who_is_gone) {
  WatchedWorld fixture{"ann"};
  fixture.arrive(0);
  fixture.people[0]->vanish();
  fixture.run(1s);
  EXPECT_FALSE(fixture.suite->settled());
  EXPECT_EQ(fixture.suite->unsettled_because(), "ann is online, but ann is not logged in as that user");
  EXPECT_TRUE(fixture.settles(10s)) << fixture.suite->unsettled_because();
}

TEST(Convergence, wants_everybody_to_be_asked_something) {
  WatchedWorld fixture{"ann"};
  fixture.people[0]->terminal().type_line("1");
  fixture.people[0]->terminal().type_line("ann");
  fixture.people[0]->terminal().type_line("secret");
  fixture.run(20ms);
  EXPECT_FALSE(fixture.suite->settled());
  EXPECT_TRUE(fixture.settles(10s)) << fixture.suite->unsettled_because();
}

}  // namespace
}  // namespace parley::sim::check
