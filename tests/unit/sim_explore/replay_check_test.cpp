#include "sim/explore/play.hpp"

#include <gmock/gmock.h>

#include <functional>
#include <string>

#include "tape/tape_writer.hpp"
#include "tests/support/tapes.hpp"

namespace parley::sim::explore {
namespace {

using tape::Entry;
using tape::EntryKind;
using testing::HasSubstr;
using testing::StartsWith;

constexpr std::string_view kScenario =
    "# Ann asks for a room that is not there.\n"
    "people ann\n"
    "ann arrives\n"
    "ann lists rooms\n";

/// The same tape, but for what `change` does to its entries.
std::string with(const std::string& tape, const std::function<void(Entry&)>& change) {
  tape::TapeBytes changed;
  const auto reader = test::read_tape(tape);
  tape::TapeWriter writer(reader->header(), changed);
  Entry entry;
  for (auto more = reader->next(entry); more && *more; more = reader->next(entry)) {
    change(entry);
    writer.add(entry);
  }
  writer.seal();
  return changed.bytes();
}

TEST(ReplayCheck, finds_nothing_where_all_is_done_again) {
  const auto play = test::RecordedPlay::of(kScenario);
  EXPECT_EQ(first_difference(play->tapes().tapes()), std::nullopt);
}

TEST(ReplayCheck, finds_the_one_answer_that_is_another) {
  const auto play = test::RecordedPlay::of(kScenario);
  auto tapes = play->tapes().tapes();
  int changed = 0;
  tapes.front().bytes = with(tapes.front().bytes, [&](Entry& entry) {
    if (entry.kind != EntryKind::kWrite || entry.text.find("ROOMS-LIST") == entry.text.npos) return;
    static const std::string kAnother = "ROOMS-LIST <SUCCESS> <200> den\n";
    entry.text = kAnother;
    entry.size = kAnother.size();
    ++changed;
  });
  ASSERT_EQ(changed, 1);
  const auto difference = first_difference(tapes);
  ASSERT_TRUE(difference);
  EXPECT_THAT(*difference, StartsWith("start 1 of registry: "));
  EXPECT_THAT(*difference, HasSubstr("then:  stream 1 (ann) sent ROOMS-LIST <SUCCESS> <200> den\\n"));
  EXPECT_THAT(*difference, HasSubstr("now:   stream 1 (ann) sent ROOMS-LIST <SUCCESS> <200>\\n"));
}

TEST(ReplayCheck, finds_a_tape_that_is_broken) {
  const auto play = test::RecordedPlay::of(kScenario);
  auto tapes = play->tapes().tapes();
  tapes.back().bytes.resize(tapes.back().bytes.size() - 1);
  const auto difference = first_difference(tapes);
  ASSERT_TRUE(difference);
  EXPECT_THAT(*difference, StartsWith("start 1 of ann: "));
  tapes.back().bytes.resize(10);
  EXPECT_TRUE(first_difference(tapes));
}

}  // namespace
}  // namespace parley::sim::explore
