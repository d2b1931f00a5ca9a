#include "sim/world/world.hpp"
#include "tests/unit/sim_play/play.hpp"

namespace parley::sim::scenario {
namespace {

using namespace std::chrono_literals;
using testing::AllOf;
using testing::Ge;
using testing::HasSubstr;
using testing::Le;

TEST(Meanwhile, begins_each_line_at_its_own_time_and_waits_for_none) {
  EXPECT_EQ(verdict("everyone arrives\nalice creates room den\nbob joins room den\nwait 1s\nmeanwhile:\n"
                    "  at 5s alice says \"late\"\n  at 1s bob says \"early\"\n"
                    "within 1s bob sees \"alice: late\"\nalice sees \"bob: early\"\n"),
            "");
}

TEST(Meanwhile, is_over_when_all_lines_are) {
  const RunResult outcome = play("meanwhile:\n  at 2s alice arrives\n  at 7s mallory connects\n");
  EXPECT_EQ(verdict(outcome), "");
  EXPECT_THAT(outcome.time, AllOf(Ge(Duration(7s)), Le(Duration(8s))));
  EXPECT_EQ(outcome.meanwhile_stats.done, 4U);
}

TEST(Meanwhile, does_one_persons_lines_one_after_another) {
  const RunResult outcome = play(
      "meanwhile:\n  at 0s alice arrives\n  at 0s alice creates room den\n"
      "  at 0s alice says \"x\"\nalice is in room den\n");
  EXPECT_EQ(verdict(outcome), "");
  EXPECT_EQ(outcome.meanwhile_stats.done, 5U);
}

TEST(Meanwhile, leaves_out_what_cannot_be_done) {
  const RunResult outcome = play(
      "alice arrives\nmeanwhile:\n  at 0s alice says \"in no room\"\n  at 0s alice logs in\n  at 0s alice "
      "starts\n"
      "  at 0s bob logs in\n  at 1s restart registry\n  at 1s crash bob\n  at 1s mallory disconnects\n"
      "  at 1s mallory sends datagram \"x\" to room none\n  at 2s alice lists rooms\n");
  EXPECT_EQ(verdict(outcome), "");
  EXPECT_EQ(outcome.meanwhile_stats.skipped, 8U);
  EXPECT_EQ(outcome.meanwhile_stats.done, 1U);
  EXPECT_EQ(outcome.meanwhile_stats.timed_out, 0U);
}

TEST(Meanwhile, gives_up_what_is_not_over_in_time) {
  const RunResult outcome = play(
      "alice arrives\npause registry\nmeanwhile:\n  at 0s alice lists rooms\n  at 0s mallory connects\n"
      "resume registry\n");
  EXPECT_EQ(verdict(outcome), "");
  EXPECT_EQ(outcome.meanwhile_stats.timed_out, 2U);
}

TEST(Meanwhile, goes_on_when_somebody_is_torn_away) {
  EXPECT_EQ(
      verdict("alice arrives\nmeanwhile:\n  at 0s alice creates room den\n  at 10ms crash alice\n"
              "  at 1s restart alice\n  at 1.1s alice logs in\n  at 2s crash registry for 1s\nwait 10s\n"),
      "");
}

TEST(Meanwhile, may_tear_the_registry_away_before_it_has_answered) {
  const Scenario scenario =
      read("alice arrives\nmeanwhile:\n  at 0s alice creates room den\n  at 150ms crash registry for 1s\n");
  for (std::uint64_t seed = 1; seed <= 300; ++seed)
    EXPECT_EQ(verdict(SimPlay(scenario, seed).play()), "") << seed;
}

TEST(Meanwhile, asks_no_fault_to_strike) {
  const RunResult outcome = play("alice arrives\nmeanwhile:\n  at 0s partition alice | bob for 1s\n");
  EXPECT_EQ(verdict(outcome), "");
  EXPECT_EQ(outcome.faults_missed, 1U);
}

TEST(AsRecorded, nobody_thinks_before_a_line) {
  const std::string steps =
      ":\n  at 0s alice arrives\n  at 1s alice creates room den\n  at 1.05s bob arrives\n"
      "  at 1.1s bob joins room den\nwithin 1s rooms are den (alice*, bob)\n";
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    EXPECT_EQ(verdict(play("meanwhile, as recorded" + steps, seed)), "");
  }
}

TEST(AsRecorded, tries_again_what_was_granted_then) {
  const std::string steps =
      ":\n  at 0s everyone arrives\n  at 1s bob joins room den\n  at 4.3s alice creates room den\n"
      "  at 5s bob says \"at last\"\nwithin 1s rooms are den (alice*, bob)\n";
  EXPECT_EQ(verdict(play("meanwhile, as recorded" + steps)), "");
  EXPECT_THAT(verdict(play("meanwhile" + steps)), HasSubstr("rooms are den (alice*)"));
}

TEST(AsRecorded, tries_for_a_minute_and_no_longer) {
  const RunResult outcome = play(
      "meanwhile, as recorded:\n  at 0s alice arrives\n  at 1s alice joins room den\n"
      "  at 1s alice lists rooms\n");
  EXPECT_EQ(verdict(outcome), "");
  EXPECT_THAT(outcome.time, AllOf(Ge(Duration(60s)), Le(Duration(65s))));
}

TEST(AsRecorded, tries_once_what_was_not_granted) {
  const RunResult outcome = play(
      "meanwhile, as recorded:\n  at 0s alice arrives\n  at 1s alice tries to join room den\n"
      "  at 1s alice types \"quit\"\n  at 1s alice lists rooms\n");
  EXPECT_EQ(verdict(outcome), "");
  EXPECT_EQ(outcome.meanwhile_stats.done, 6U);
  EXPECT_THAT(outcome.time, Le(Duration(3s)));
}

TEST(AsRecorded, a_broken_connection_keeps_nobody_out) {
  const std::string steps =
      "meanwhile, as recorded:\n  at 0s alice arrives\n  at 2s alice creates room den\n"
      "  at 2.0005s break the connection of alice\nwithin 20s rooms are den (alice*)\n";
  for (std::uint64_t seed = 1; seed <= 40; ++seed) EXPECT_EQ(verdict(play(steps, seed)), "") << seed;
}

constexpr const char* kBusyDay =
    "for 20s everyone does every 500ms: 5 say something, 3 create a room, 3 join some room, "
    "1 leave the room, 1 list rooms, 1 list people, 1 look for somebody, 1 log out, 1 crash, "
    "1 vanish\n";

TEST(Workload, lets_people_come_in_by_themselves_and_do_things_for_its_time) {
  const RunResult outcome = play(kBusyDay);
  EXPECT_EQ(verdict(outcome), "");
  EXPECT_THAT(outcome.meanwhile_stats.done, Ge(20U));
  EXPECT_GE(outcome.time, Duration(20s));
}

TEST(Workload, is_decided_by_the_seed) {
  EXPECT_EQ(play(kBusyDay, 4).trace_hash, play(kBusyDay, 4).trace_hash);
  EXPECT_NE(play(kBusyDay, 4).trace_hash, play(kBusyDay, 5).trace_hash);
}

TEST(Workload, does_only_what_it_says) {
  EXPECT_EQ(
      verdict("everyone arrives\nnever bob is in no room\nfor 5s everyone does: 1 list rooms\n").substr(0, 2),
      "5:");
  EXPECT_EQ(verdict("everyone arrives\nalways no rooms\nalways 2 people are online\n"
                    "for 10s everyone does: 1 list rooms, 2 list people\n"),
            "");
}

TEST(Workload, runs_beside_other_lines) {
  const RunResult outcome = play(
      "meanwhile:\n  at 0s for 10s everyone does: 1 create a room, 3 say something\n"
      "  at 4s crash registry for 1s\n  at 12s alice leaves the room\n");
  EXPECT_EQ(verdict(outcome), "");
}

TEST(Always, holds_after_every_event_to_the_last_step) {
  const std::string room = "everyone arrives\nalice creates room den\nwait 1s\n";
  EXPECT_EQ(
      verdict(room +
              "always room den has at least 1 members\nbob joins room den\nalice leaves the room\nwait 1s\n"),
      "");
  EXPECT_EQ(verdict(room + "always alice is in room den\nbob joins room den\nalice leaves the room\n"),
            "7: alice is in no room");
  EXPECT_EQ(verdict(room + "never room den has 2 members\nbob joins room den\n"),
            "7: it came true: room den has 2 members");
  EXPECT_EQ(verdict(room + "never at most 1 people are online\nbob logs out\nwait 1s\n").substr(0, 2), "7:");
}

TEST(Always, fails_where_it_was_never_looked_at) {
  const RunResult outcome = play("alice arrives\nalways online is alice\n");
  EXPECT_EQ(outcome.failure->check, kNeverEvaluated);
  EXPECT_EQ(outcome.failure->line, 5U);
}

TEST(SimPlayOptions, without_checks_plays_the_steps_alone) {
  const Scenario scenario = read("everyone arrives\npartition alice | bob\n");
  const RunResult outcome = SimPlay(scenario, {1, {}, false}).play();
  EXPECT_EQ(verdict(outcome), "");
  EXPECT_TRUE(outcome.tallies.empty());
}

TEST(SimPlayOptions, checks_are_counted_and_change_nothing) {
  const Scenario scenario = read("everyone arrives\nalice creates room den\nbob joins room den\n");
  SimPlay checked(scenario, {1, {}, true});
  const RunResult outcome = checked.play();
  EXPECT_EQ(verdict(outcome), "");
  EXPECT_FALSE(outcome.tallies.empty());
}

}  // namespace
}  // namespace parley::sim::scenario
