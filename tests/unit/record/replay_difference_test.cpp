#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "record/replay.hpp"
#include "tests/unit/record/played.hpp"
#include "tests/unit/record/recorded_session.hpp"

namespace parley::record {
namespace {

using tape::Entry;
using tape::EntryKind;

using namespace std::chrono_literals;

struct TapeOfSession {
  const char* name;
  const MemoryTape* tape;
};

class ReplayDifference : public testing::TestWithParam<TapeOfSession> {
 protected:
  const MemoryTape& tape() const { return *GetParam().tape; }
};

/// As another build might do it.
void make_other(Entry& output) {
  output.size += 1;
  output.number += 1;
}

TEST_P(ReplayDifference, is_the_very_output_that_is_other_now) {
  std::size_t outputs = 0;
  for (std::size_t i = 0; i < tape().entries().size(); ++i) {
    if (!is_output(tape().entries()[i].kind())) continue;
    ++outputs;
    MemoryTape changed = tape();
    changed.change(i, make_other);
    const Played replay(changed);
    ASSERT_EQ(replay->end(), ReplayEnd::kDifferent) << i;
    const Difference& difference = *replay->difference();
    ASSERT_EQ(difference.number, i + 1);
    ASSERT_EQ(difference.then->entry(), changed.entries()[i].entry());
    ASSERT_EQ(difference.now->kind(), tape().entries()[i].kind());
    ASSERT_TRUE(difference.now->text().starts_with(tape().entries()[i].text()));
  }
  EXPECT_GT(outputs, 40U);
}

TEST_P(ReplayDifference, is_the_output_that_is_done_now_and_was_not_then) {
  for (std::size_t i = 0; i < tape().entries().size(); ++i) {
    if (!is_output(tape().entries()[i].kind())) continue;
    MemoryTape without = tape();
    without.erase(i);
    const Played replay(without);
    if (without.entries()[i].entry() == tape().entries()[i].entry()) continue;  // It was there twice.
    ASSERT_EQ(replay->end(), ReplayEnd::kDifferent) << i;
    const Difference& difference = *replay->difference();
    ASSERT_EQ(difference.number, i + 1);
    ASSERT_EQ(difference.now->kind(), tape().entries()[i].kind());
    const Entry next = without.entries()[i].entry();
    ASSERT_EQ(difference.then.has_value(), is_output(next.kind) || is_answer(next.kind));
  }
}

TEST_P(ReplayDifference, is_the_output_that_was_done_then_and_is_not_now) {
  for (std::size_t i = 0; i < tape().entries().size(); ++i) {
    if (!is_output(tape().entries()[i].kind())) continue;
    MemoryTape more = tape();
    const Entry extra{.kind = EntryKind::kLog, .at = more.entries()[i].at(), .text = "of another build"};
    more.insert(i, extra);
    const Played replay(more);
    ASSERT_EQ(replay->end(), ReplayEnd::kDifferent) << i;
    const Difference& difference = *replay->difference();
    ASSERT_EQ(difference.number, i + 1);
    ASSERT_EQ(difference.then->text(), "of another build");
    ASSERT_TRUE(difference.now);

    more = tape();
    more.insert(i + 1, extra);
    const Played later(more);
    ASSERT_EQ(later->end(), ReplayEnd::kDifferent) << i;
    ASSERT_EQ(later->difference()->number, i + 2);
    const Entry next = tape().entries()[i + 1].entry();
    ASSERT_EQ(later->difference()->now.has_value(), is_output(next.kind) || is_answer(next.kind));
  }
}

INSTANTIATE_TEST_SUITE_P(Sessions, ReplayDifference,
                         testing::Values(TapeOfSession{"registry", &session().registry},
                                         TapeOfSession{"alice", &session().alice},
                                         TapeOfSession{"bob", &session().bob}),
                         [](const auto& tested) { return tested.param.name; });

TEST(ReplayDifferences, hold_the_last_inputs_before_them_oldest_first) {
  MemoryTape tape = session().registry;
  const std::size_t place = tape.find(EntryKind::kWrite, "CREATION");
  tape.change(place, make_other);
  const Played replay(tape);
  const Difference& difference = *replay->difference();
  EXPECT_EQ(difference.input.entry.kind(), EntryKind::kStored);
  ASSERT_EQ(difference.inputs_before.size(), 8U);
  std::uint64_t last = 0;
  for (const auto& input : difference.inputs_before) {
    EXPECT_GT(input.number, last);
    EXPECT_EQ(input.entry.entry(), tape.entries()[input.number - 1].entry());
    last = input.number;
  }
  EXPECT_LT(last, difference.input.number);
}

TEST(ReplayDifferences, hold_only_the_inputs_that_there_were) {
  MemoryTape tape = session().registry;
  tape.change(tape.find(EntryKind::kLoadRooms), make_other);
  const Played replay(tape);
  EXPECT_EQ(replay->difference()->inputs_before.size(), 1U);
}

TEST(ReplayDifferences, show_all_that_is_said_now_where_a_tape_has_the_beginning) {
  MemoryTape tape = session().alice;
  const std::size_t place = tape.find(EntryKind::kSend, "a long line");
  ASSERT_EQ(tape.entries()[place].text().size(), tape::kOutputTextBytes);
  tape.change(place, [&](Entry& entry) { ++entry.digest; });
  const Played replay(tape);
  ASSERT_EQ(replay->difference()->number, place + 1);
  const Entry now = replay->difference()->now->entry();
  EXPECT_TRUE(now.text.starts_with(tape.entries()[place].text()));
  EXPECT_GT(now.text.size(), 400U);
  EXPECT_EQ(now.size, now.text.size());
}

TEST(ReplayDifferences, are_an_alarm_that_is_set_to_another_time) {
  MemoryTape tape = session().alice;
  const std::size_t place = tape.find(EntryKind::kWake);
  tape.change(place, [](Entry& wake) { wake.number += 1'000'000; });
  const Played replay(tape);
  ASSERT_EQ(replay->end(), ReplayEnd::kDifferent);
  EXPECT_EQ(replay->difference()->number, place + 1);
  EXPECT_EQ(replay->difference()->then->entry().number,
            replay->difference()->now->entry().number + 1'000'000);
}

TEST(ReplayDifferences, are_an_alarm_that_is_not_set_now) {
  MemoryTape tape = session().registry;
  const std::size_t place = tape.find(EntryKind::kHashed);
  tape.insert(place, {.kind = EntryKind::kWake, .at = tape.entries()[place].at()});
  const Played replay(tape);
  ASSERT_EQ(replay->end(), ReplayEnd::kDifferent);
  EXPECT_EQ(replay->difference()->number, place + 1);
  EXPECT_EQ(replay->difference()->then->kind(), EntryKind::kWake);
  EXPECT_FALSE(replay->difference()->now);
}

TEST(ReplayDifferences, are_answers_that_are_asked_for_no_more_or_anew) {
  MemoryTape more = session().registry;
  const std::size_t place = more.find(EntryKind::kWrite, "AUTH");
  more.insert(place + 1,
              {.kind = EntryKind::kUnsent, .at = more.entries()[place].at(), .id = 9, .number = 5});
  EXPECT_EQ(Played(more)->difference()->then->kind(), EntryKind::kUnsent);

  MemoryTape less = session().registry;
  less.erase(less.find(EntryKind::kEntropy));
  EXPECT_EQ(Played(less)->difference()->now->kind(), EntryKind::kEntropy);
}

}  // namespace
}  // namespace parley::record
