#include "sim/shrink/shrink.hpp"

#include <gmock/gmock.h>

#include "sim/language/parser.hpp"
#include "sim/language/writer.hpp"
#include "sim/shrink/edit.hpp"

namespace parley::sim::explore {
namespace {

using scenario::Scenario;
using ::testing::HasSubstr;
using ::testing::Not;

Scenario read(const std::string& text) {
  scenario::Parsed parsed = scenario::parse(text, "test.scenario");
  for (const auto& error : parsed.errors) ADD_FAILURE() << error.to_string();
  return std::move(parsed.scenario);
}

Scenario busy_evening() {
  return read(
      "# A busy evening.\n"
      "people alice bob carol speaking v1\n"
      "client mallory\n"
      "everyone starts\n"
      "meanwhile:\n"
      "  at 137ms bob signs up\n"
      "  at 1205ms crash registry for 2s\n"
      "  at 1300ms mallory connects\n"
      "  at 2s carol creates room Attic\n"
      "  at 3s partition alice and bob | registry, carol for 3s\n"
      "  at 3s lose 30% of datagrams from alice to bob for 1s\n"
      "  at 4s mallory sends \"A\" then \"B\"\n"
      "  at 5s alice says \"word 1\"\n"
      "wait 3s\n");
}

std::string kept_participants(const Subset& kept) { return to_text(keep_participants(busy_evening(), kept)); }
std::string kept_steps(const Subset& kept) { return to_text(keep_steps(busy_evening(), kept)); }

TEST(Edit, changes_nothing_when_all_are_kept) {
  const Scenario all = busy_evening();
  EXPECT_EQ(participant_count(all), 4U);
  EXPECT_EQ(step_count(all), 10U);
  EXPECT_EQ(keep_participants(all, {0, 1, 2, 3}), all);
  EXPECT_EQ(keep_steps(all, {0, 1, 2, 3, 4, 5, 6, 7, 8, 9}), all);
}

TEST(Edit, takes_the_steps_of_those_who_go_with_them) {
  const std::string without_bob = kept_participants({0, 2, 3});
  EXPECT_THAT(without_bob, Not(HasSubstr("bob")));
  EXPECT_THAT(without_bob, HasSubstr("partition alice | registry"));
  EXPECT_THAT(without_bob, Not(HasSubstr("lose")));  // From alice to nobody is not from alice to all.
  EXPECT_THAT(without_bob, HasSubstr("carol creates room Attic"));
  EXPECT_THAT(kept_participants({0, 1, 2}), Not(HasSubstr("mallory")));
}

TEST(Edit, takes_a_fault_when_one_side_of_it_is_gone) {
  EXPECT_THAT(kept_participants({2, 3}), Not(HasSubstr("partition")));
}

TEST(Edit, takes_a_block_when_nothing_is_left_in_it) {
  EXPECT_EQ(
      kept_steps({0, 9}),
      "# A busy evening.\npeople alice bob carol speaking v1\nclient mallory\n\neveryone starts\nwait 3s\n");
}

TEST(Edit, keeps_steps_of_blocks_one_by_one) {
  const std::string text = kept_steps({2});
  EXPECT_THAT(text, HasSubstr("crash registry"));
  EXPECT_THAT(text, Not(HasSubstr("signs up")));
  EXPECT_EQ(step_count(read(text)), 1U);
}

/// Shrinks with a failure that hangs on words of the text alone.
std::string shrunk(const Scenario& scenario, const std::vector<std::string>& needed, int* tries = nullptr) {
  return to_text(shrink(scenario, [&](const Scenario& candidate) {
    if (tries != nullptr) ++*tries;
    const std::string text = to_text(candidate);
    return std::all_of(needed.begin(), needed.end(),
                       [&](const std::string& words) { return text.find(words) != text.npos; });
  }));
}

TEST(Shrink, leaves_only_what_the_failure_needs) {
  int tries = 0;
  const std::string text = shrunk(busy_evening(), {"crash registry", "carol creates room"}, &tries);
  EXPECT_THAT(text, Not(HasSubstr("bob")));
  EXPECT_THAT(text, Not(HasSubstr("mallory")));
  EXPECT_THAT(text, Not(HasSubstr("v1")));
  EXPECT_THAT(text, HasSubstr("creates room attic"));
  EXPECT_EQ(step_count(read(text)), 2U);
  EXPECT_LT(tries, 500);
}

TEST(Shrink, makes_times_nice) {
  EXPECT_THAT(shrunk(busy_evening(), {"crash registry for"}), HasSubstr("at 0s crash registry for 2s\n"));
}

TEST(Shrink, drops_lengths_arguments_and_nodes_that_do_not_matter) {
  const std::string text = shrunk(busy_evening(), {"partition"});
  EXPECT_THAT(text, HasSubstr("partition alice | registry\n"));
}

TEST(Shrink, sends_fewer_records) {
  EXPECT_THAT(shrunk(busy_evening(), {"mallory sends"}), Not(HasSubstr("then")));
}

TEST(Shrink, keeps_the_scenario_when_nothing_smaller_fails) {
  const Scenario whole = busy_evening();
  EXPECT_EQ(shrink(whole, [](const Scenario& /*candidate*/) { return false; }), whole);
}

TEST(Simplifications, let_everyone_arrive_first_and_act_together) {
  const Scenario party = read(
      "# A party.\npeople alice bob\nmeanwhile:\n"
      "  at 1s alice starts\n  at 2s bob starts\n  at 3s alice signs up\n  at 4s bob signs up\n"
      "  at 5s alice joins room den\n  at 6s bob joins room den\n");
  const auto still_has_all_deeds = [](Scenario candidate) {
    std::size_t actions = 0;
    for_each_step(candidate, [&](const scenario::Step& step, const Duration* /*at*/) {
      actions += std::get<scenario::PersonStep>(step.body).who.size();
    });
    return actions == 8;
  };
  const std::string text = to_text(shrink(party, still_has_all_deeds));
  EXPECT_THAT(text, HasSubstr("everyone arrives\n"));
  EXPECT_THAT(text, HasSubstr("everyone joins room den\n"));
  EXPECT_LE(step_count(read(text)), 4U) << text;
}

}  // namespace
}  // namespace parley::sim::explore
