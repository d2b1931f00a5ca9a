#include <gtest/gtest.h>
#include <malloc.h>

#include <chrono>
#include <cstdint>

#include "record/replay.hpp"
#include "tests/support/tapes.hpp"

/// A registry's tape on which next to nothing stands but keep-alives: the same as the hour of
/// docs/performance.md, shorter.
namespace parley::test {
namespace {

using namespace std::chrono_literals;

constexpr std::string_view kFiveMinutes =
    "# A thousand people are there, and nothing happens for five minutes.\n"
    "people p1..p1000\n"
    "everyone arrives\n"
    "wait 5min\n"
    "1000 people are online\n";
constexpr std::uint64_t kKeepAlives = 1000 * 5 * 60;
constexpr double kBytesPerKeepAlive = 10;
constexpr std::size_t kGrowth = 64 * 1024;

/// Bytes of heap in use; none where a sanitizer has the heap.
std::size_t heap() { return mallinfo2().uordblks; }

TEST(LongTape, takes_a_few_bytes_for_each_keep_alive_and_replays_in_the_same_memory) {
  const auto play = RecordedPlay::of(kFiveMinutes, 1, {}, {"registry"});
  ASSERT_EQ(play->tapes().tapes().size(), 1U);
  const std::string tape = play->bytes("registry");
  EXPECT_LT(static_cast<double>(tape.size()) / kKeepAlives, kBytesPerKeepAlive);

  const auto reader = read_tape(tape);
  record::Replay replay(reader->header(), *reader);
  replay.run_until(Instant(3min));
  const std::size_t before = heap();
  replay.run();
  EXPECT_LT(heap(), before + kGrowth);
  EXPECT_EQ(replay.end(), record::ReplayEnd::kCutShort) << replay.reason();
  EXPECT_GT(replay.entries(), kKeepAlives);
}

}  // namespace
}  // namespace parley::test
