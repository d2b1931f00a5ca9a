#include "sim/merge/clock.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace parley::sim::merge {
namespace {

using namespace std::chrono_literals;

Instant at(Duration time) { return Instant(time); }

TEST(Clock, of_one_knot_is_steady) {
  const Clock clock(5s);
  EXPECT_TRUE(clock.is_steady());
  EXPECT_EQ(clock.common(at(2s)), at(7s));
}

TEST(Clock, is_straight_between_knots_and_beyond_them) {
  const Clock clock({{at(10s), 1s}, {at(20s), 2s}});
  EXPECT_EQ(clock.common(at(15s)), at(16500ms));
  EXPECT_EQ(clock.common(at(0s)), at(0s));
  EXPECT_EQ(clock.common(at(30s)), at(33s));
}

TEST(Clock, never_turns_back) {
  const Clock clock({{at(10s), 5s}, {at(11s), -5s}, {at(20s), 5s}});
  Instant before = clock.common(at(0s));
  for (Duration own = 0s; own < 30s; own += 100ms) {
    EXPECT_GE(clock.common(at(own)), before);
    before = clock.common(at(own));
  }
}

TEST(Clock, is_moved_as_a_whole) {
  Clock clock({{at(10s), 1s}, {at(20s), 2s}});
  clock.shift(3s);
  EXPECT_EQ(clock.common(at(10s)), at(14s));
  EXPECT_EQ(clock.common(at(20s)), at(25s));
}

TEST(OwnTime, counts_from_the_first_moment_and_never_backwards) {
  OwnTime time;
  EXPECT_EQ(time(at(7s)), at(0s));
  EXPECT_EQ(time(at(9s)), at(2s));
  EXPECT_EQ(time(at(8s)), at(2s));
  EXPECT_EQ(time(at(1s)), at(2s));
  EXPECT_EQ(time.zero(), at(7s));
}

TEST(OwnTime, takes_what_is_too_late_for_the_end_of_the_longest_tape) {
  OwnTime time;
  EXPECT_EQ(time(Instant::min()), at(0s));
  EXPECT_EQ(time(Instant::min() + limits::kMaxTapeLength), Instant(limits::kMaxTapeLength));
  EXPECT_EQ(time(Instant::max()), Instant(limits::kMaxTapeLength));
}

/// Bounds of a clock that is ahead by `ahead` and goes wrong by `slope`, with ways of 1 and of 3 ms.
struct Course {
  std::vector<Bound> least;
  std::vector<Bound> most;
};
Course course(Duration ahead, double slope, Duration from = 0s, Duration to = 100s) {
  Course course;
  for (Duration own = from; own < to; own += 500ms) {
    const Duration there =
        ahead + Duration(static_cast<Duration::rep>(static_cast<double>(own.count()) * slope));
    course.least.push_back({at(own), there - (own.count() % 3 == 0 ? 1ms : 3ms)});
    course.most.push_back({at(own), there + (own.count() % 5 == 0 ? 1ms : 3ms)});
  }
  return course;
}

TEST(LineFit, is_level_where_it_can_be) {
  const Course steady = course(7s, 0);
  const Line line = fit_line(steady.least, steady.most);
  EXPECT_EQ(line.slope, 0);
  EXPECT_LE(std::chrono::abs(line.ahead - 7s), 1ms);
  EXPECT_TRUE(fit_clock(steady.least, steady.most).is_steady());
}

TEST(LineFit, finds_the_slope_of_a_clock_that_drifts) {
  const Course drifting = course(7s, 200e-6);
  const Line line = fit_line(drifting.least, drifting.most);
  EXPECT_NEAR(line.slope, 200e-6, 30e-6);
  EXPECT_GT(line.margin, 0ms);
}

TEST(LineFit, goes_piece_by_piece_where_a_clock_changes_its_pace) {
  Course changing = course(7s, 0, 0s, 100s);
  const Course later = course(7s - 300ms, 3e-3, 100s, 200s);
  changing.least.insert(changing.least.end(), later.least.begin(), later.least.end());
  changing.most.insert(changing.most.end(), later.most.begin(), later.most.end());
  EXPECT_LT(fit_line(changing.least, changing.most).margin, 0ms);
  const Clock clock = fit_clock(changing.least, changing.most);
  EXPECT_LE(std::chrono::abs(clock.common(at(50s)) - at(57s)), 3ms);
  EXPECT_LE(std::chrono::abs(clock.common(at(190s)) - at(197s + 270ms)), 3ms);
}

TEST(LineFit, steps_where_a_clock_was_set_or_stood_still) {
  for (const Duration step :
       {30s, -30s}) {  // By its own clock no time passes, or half a minute that was none.
    const Duration gap = std::max(-step, Duration(1s));
    Course stepping = course(7s, 0, 0s, 100s);
    const Course later = course(7s + step, 0, 100s + gap, 200s);
    stepping.least.insert(stepping.least.end(), later.least.begin(), later.least.end());
    stepping.most.insert(stepping.most.end(), later.most.begin(), later.most.end());
    const Clock clock = fit_clock(stepping.least, stepping.most);
    for (const Duration own : {1s, 50s, 99s})
      EXPECT_LE(std::chrono::abs(clock.common(at(own)) - at(own + 7s)), 3ms);
    for (const Duration own : {135s, 160s, 199s}) {
      EXPECT_LE(std::chrono::abs(clock.common(at(own)) - at(own + 7s + step)), 3ms);
    }
  }
}

TEST(LineFit, of_bounds_of_one_sort_touches_the_nearest) {
  EXPECT_EQ(fit_line({{at(1s), 3s}, {at(2s), 4s}}, {}).ahead, 4s);
  EXPECT_EQ(fit_line({}, {{at(1s), 3s}, {at(2s), 4s}}).ahead, 3s);
}

}  // namespace
}  // namespace parley::sim::merge
