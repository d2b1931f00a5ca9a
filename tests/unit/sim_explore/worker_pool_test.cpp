#include "sim/explore/worker_pool.hpp"

#include <gmock/gmock.h>
#include <sys/wait.h>

#include <atomic>
#include <cerrno>
#include <csignal>
#include <map>

#include "base/check.hpp"
#include "sim/explore/isolated_play.hpp"

namespace parley::sim::explore {
namespace {

using ::testing::HasSubstr;

constexpr std::chrono::milliseconds kPatience{60'000};
constexpr std::uint64_t kDies = 7;
constexpr std::uint64_t kThrows = 8;
constexpr std::uint64_t kLeaves = 9;

PlayReport pretend(std::uint64_t seed) {
  if (seed == kDies) PARLEY_CHECK(seed != kDies);
  if (seed == kThrows) throw std::runtime_error("no such seed");
  if (seed == kLeaves) _exit(0);
  PlayReport report;
  report.seed = seed;
  report.events = seed * 10;
  return report;
}

/// Plays all of 1 .. last.
std::map<std::uint64_t, PlayReport> play_all(std::size_t workers, std::uint64_t last) {
  std::map<std::uint64_t, PlayReport> all;
  WorkerPool pool(workers, pretend);
  std::uint64_t next = 1;
  while (all.size() < last) {
    while (next <= last && pool.assign(next)) ++next;
    for (PlayReport& report : pool.wait(kPatience)) {
      const std::uint64_t seed = report.seed;
      EXPECT_TRUE(all.emplace(seed, std::move(report)).second) << seed << " came twice";
    }
  }
  EXPECT_EQ(pool.busy(), 0U);
  return all;
}

TEST(WorkerPool, plays_every_seed_once_and_outlives_its_dead) {
  const auto all = play_all(3, 60);
  for (const auto& [seed, report] : all) {
    const bool goes_wrong = seed == kDies || seed == kThrows || seed == kLeaves;
    EXPECT_EQ(report.failed(), goes_wrong) << seed;
    if (!goes_wrong) {
      EXPECT_EQ(report.events, seed * 10);
    }
  }
  EXPECT_EQ(all.at(kDies).check, "dies");
  EXPECT_THAT(all.at(kDies).what, HasSubstr("seed != kDies"));
  EXPECT_THAT(all.at(kThrows).what, HasSubstr("no such seed"));
  EXPECT_EQ(all.at(kLeaves).check, "dies");
}

TEST(WorkerPool, tells_the_same_of_each_seed_when_there_are_more_workers) {
  EXPECT_EQ(play_all(1, 20), play_all(5, 20));
}

TEST(WorkerPool, takes_no_seed_when_all_are_busy) {
  WorkerPool pool(2, pretend);
  EXPECT_TRUE(pool.assign(1));
  EXPECT_TRUE(pool.assign(2));
  EXPECT_FALSE(pool.assign(3));
  EXPECT_EQ(pool.busy(), 2U);
}

TEST(WorkerPool, leaves_no_process_behind) {
  {
    WorkerPool pool(4, pretend);
    pool.assign(1);
    pool.assign(kDies);
  }
  EXPECT_EQ(waitpid(-1, nullptr, WNOHANG), -1);
  EXPECT_EQ(errno, ECHILD);
}

TEST(IsolatedPlay, hands_the_report_over) {
  const IsolatedPlay played = play_isolated([] { return pretend(5); }, std::chrono::seconds(60));
  EXPECT_EQ(played.report, pretend(5));
}

TEST(IsolatedPlay, tells_the_last_words_when_it_dies) {
  const IsolatedPlay played = play_isolated([] { return pretend(kDies); }, std::chrono::seconds(60));
  EXPECT_EQ(played.report.check, "dies");
  EXPECT_THAT(played.stderr_tail, HasSubstr("seed != kDies"));
}

TEST(IsolatedPlay, does_not_choke_when_the_last_words_are_long) {
  const auto talk = [] {
    for (int i = 0; i < 100'000; ++i) std::fputs("blah blah\n", stderr);
    return pretend(1);
  };
  const IsolatedPlay played = play_isolated(talk, std::chrono::seconds(60));
  EXPECT_EQ(played.report, pretend(1));
  EXPECT_THAT(played.stderr_tail, HasSubstr("blah"));
}

TEST(IsolatedPlay, hangs_when_it_uses_up_its_time) {
  const auto loop = []() -> PlayReport {
    for (std::atomic<int> i = 0;; ++i) {
    }
  };
  const IsolatedPlay played = play_isolated(loop, std::chrono::seconds(1));
  EXPECT_EQ(played.report.check, "hangs");
}

}  // namespace
}  // namespace parley::sim::explore
