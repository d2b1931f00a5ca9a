#include "tests/unit/sim_play/play.hpp"

namespace parley::sim::scenario {
namespace {

using testing::Contains;
using testing::HasSubstr;

TEST(Runner, passes_where_all_expectations_are_met) {
  EXPECT_EQ(verdict("alice arrives\nalice creates room den\nrooms are den (alice*)\n"), "");
}

TEST(Runner, gives_the_same_outcome_for_the_same_seed_and_another_for_another) {
  const Scenario scenario = read("everyone arrives\nalice creates room den\nbob joins room den\n");
  const RunResult first = SimPlay(scenario, 7).play();
  const RunResult second = SimPlay(scenario, 7).play();
  const RunResult other = SimPlay(scenario, 8).play();
  EXPECT_EQ(first.trace_hash, second.trace_hash);
  EXPECT_EQ(first.time, second.time);
  EXPECT_NE(first.trace_hash, other.trace_hash);
}

TEST(Runner, is_not_changed_by_a_listener) {
  struct Nobody final : TraceListener {
    void on_event(const TraceEvent& /*event*/) override { ++events; }
    int events = 0;
  } nobody;
  const Scenario scenario = read("alice arrives\n");
  EXPECT_EQ(SimPlay(scenario, 3).play().trace_hash, SimPlay(scenario, 3, &nobody).play().trace_hash);
  EXPECT_GT(nobody.events, 0);
}

TEST(Runner, names_the_line_and_what_was_not_seen) {
  EXPECT_EQ(verdict("alice starts\nalice sees \"Good morning\"\n"), "5: alice has not seen \"Good morning\"");
  EXPECT_EQ(verdict("alice starts\nwithin 1s everyone sees \"I am {name}\"\n"),
            "5: alice has not seen \"I am alice\"");
}

TEST(Runner, shows_the_screen_of_whoever_failed) {
  const Scenario scenario = read("alice starts\nalice sees \"Good morning\"\n");
  const RunResult outcome = SimPlay(scenario, 1).play();
  ASSERT_FALSE(outcome.passed());
  EXPECT_THAT(outcome.failure->details, Contains("the end of alice's screen:"));
  EXPECT_THAT(outcome.failure->details, Contains("  | Choice: "));
}

TEST(Runner, counts_each_line_of_a_screen_once) {
  EXPECT_EQ(verdict("alice starts\nalice sees \"Welcome!\"\nalice sees \"Welcome!\"\n"),
            "6: alice has not seen \"Welcome!\"");
}

TEST(Runner, counts_no_line_from_before_the_last_menu_step) {
  EXPECT_EQ(
      verdict("alice starts\nalice signs up\nalice logs in\nalice sees \"Account created successfully.\"\n"),
      "7: alice has not seen \"Account created successfully.\"");
}

TEST(Runner, compares_whole_lines_unless_told_otherwise) {
  EXPECT_EQ(verdict("alice starts\nalice sees \"Select\"\n"), "5: alice has not seen \"Select\"");
  EXPECT_EQ(verdict("alice starts\nalice sees a line with \"Select\"\n"), "");
}

TEST(Runner, finds_lines_that_nobody_should_see) {
  const std::string talk = "everyone arrives\nalice creates room den\nbob joins room den\nwait 1s\n";
  EXPECT_EQ(verdict(talk + "bob never sees \"alice: x\"\nalice says \"x\"\nwait 1s\n"),
            "8: bob has seen \"alice: x\"");
  EXPECT_EQ(verdict(talk + "alice says \"x\"\nwait 1s\nbob never sees \"alice: x\"\n"),
            "10: bob has seen \"alice: x\"");
  EXPECT_EQ(verdict(talk + "alice says \"x\"\nfor 1s bob does not see \"alice: x\"\n"),
            "9: bob has seen \"alice: x\"");
  EXPECT_EQ(verdict(talk + "alice says \"x\"\nwait 1s\nfor 1s bob does not see \"alice: x\"\n"), "");
}

TEST(Runner, tells_what_the_registry_knows_instead) {
  EXPECT_EQ(verdict("alice arrives\nno rooms\nalice creates room den\nno rooms\n"),
            "7: rooms are den (alice*)");
  EXPECT_EQ(verdict("everyone arrives\nonline is alice\n"), "5: online are alice, bob");
  EXPECT_EQ(verdict("everyone arrives\nnobody is online\n"), "5: online are alice, bob");
  EXPECT_EQ(verdict("3 people are online\n"), "4: 0 people are online");
  EXPECT_EQ(verdict("room den has 1 members\n"), "4: there is no room den");
  EXPECT_EQ(verdict("crash registry\nno rooms\n"), "5: the registry is not running");
  EXPECT_EQ(verdict("alice arrives\nalice creates room den\nrooms are den (bob*)\n"),
            "6: rooms are den (alice*)");
}

TEST(Runner, tells_where_a_person_is) {
  EXPECT_EQ(verdict("alice arrives\nalice is in room den\n"), "5: alice is in no room");
  EXPECT_EQ(verdict("alice arrives\nalice is asked \"username:\"\n"), "5: alice is asked \"Choice: \"");
  EXPECT_EQ(verdict("alice starts\nwithin 1s alice has ended\n"), "5: alice has not ended the program");
  EXPECT_EQ(verdict("alice starts\nalice exits\nalice has ended with code 3\n"),
            "6: alice has ended with code 0");
}

TEST(Runner, fails_a_step_that_the_screen_does_not_offer) {
  EXPECT_EQ(verdict("alice starts\nalice creates room den\n"),
            "5: alice is asked for a choice of the welcome menu, where a choice of the main menu should be "
            "asked for");
  EXPECT_THAT(
      verdict("alice starts\nalice looks for bob\n"),
      HasSubstr("5: alice is asked for a choice of the welcome menu, where a choice of the main menu"));
  EXPECT_THAT(verdict("alice arrives\nalice says \"hi\"\n"),
              HasSubstr("5: alice is asked for a choice of the main menu, where a line of chat should"));
}

TEST(Runner, fails_a_step_after_the_program_has_ended) {
  EXPECT_EQ(verdict("alice starts\nalice exits\nalice signs up\n"),
            "6: alice has no program open: it has ended");
  EXPECT_EQ(verdict("alice starts\nalice starts\n"), "5: alice has the program open already");
}

TEST(Runner, fails_a_step_that_takes_too_long) {
  EXPECT_EQ(verdict("alice arrives\npause registry\nalice types \"4\"\nalice says \"hi\"\n"),
            "7: not over in time: alice waits to be asked for a line of chat");
}

TEST(Runner, compares_what_clients_receive_byte_for_byte) {
  EXPECT_EQ(verdict("mallory connects\nmallory sends \"X\"\nwithin 1s mallory receives \"ERROR\"\n"),
            "6: mallory has received \"ERROR <FAILURE> <400>\"");
  EXPECT_EQ(verdict("mallory connects\nwithin 1s mallory receives \"ERROR\"\n"),
            "5: mallory has received nothing more");
  EXPECT_EQ(verdict("mallory connects\nmallory sends \"X\"\nfor 1s mallory receives nothing\n"),
            "6: mallory has received \"ERROR <FAILURE> <400>\"");
  EXPECT_EQ(verdict("mallory connects\nwithin 1s mallory is closed\n"), "5: mallory is still connected");
  EXPECT_EQ(verdict("crash registry\nmallory connects\n").substr(0, 28), "5: mallory could not connect");
}

TEST(Runner, ends_partitions_when_their_time_is_over_or_they_are_healed) {
  const std::string apart = "everyone arrives\nalice creates room den\nbob joins room den\nwait 1s\n";
  const std::string word = "alice says \"x\"\nfor 1s bob does not see \"alice: x\"\n";
  const std::string again = "alice says \"y\"\nwithin 1s bob sees \"alice: y\"\n";
  EXPECT_EQ(verdict(apart + "partition alice | bob for 3s\n" + word + "wait 3s\n" + again), "");
  EXPECT_EQ(verdict(apart + "partition alice | bob\n" + word + "wait 3s\nheal\n" + again), "");
}

TEST(Runner, begins_the_steps_of_a_block_at_one_instant) {
  const std::string race =
      "everyone arrives\nat the same time:\n  alice creates room den\n  bob creates room den\n";
  const Scenario scenario = read(race);
  SimPlay runner(scenario, 1);
  EXPECT_TRUE(runner.play().passed());
  EXPECT_EQ(verdict(race + "wait 1s\nroom den has 1 members\n"), "");
}

}  // namespace
}  // namespace parley::sim::scenario
