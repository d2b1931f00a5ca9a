#include "sim/merge/solve.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace parley::sim::merge {
namespace {

using namespace std::chrono_literals;

Instant at(Duration time) { return Instant(time); }

/// How far tape `b`'s clock is ahead of tape `a`'s at the common moment 0.
Duration between(const Solution& solution, std::size_t a, std::size_t b) {
  return solution.clocks[a].common(at(0s)) - solution.clocks[b].common(at(0s));
}

TEST(Solve, puts_a_clock_into_the_middle_of_what_messages_both_ways_leave_it) {
  Bounds bounds;  // The second clock is 10 s ahead; ways of 2 ms there and 4 ms back.
  bounds.add(0, 1, {at(1s), at(11002ms)});
  bounds.add(1, 0, {at(12s), at(2004ms)});
  const Solution solution = solve(2, bounds);
  EXPECT_LE(std::chrono::abs(between(solution, 0, 1) - 9999ms), 1us);
  EXPECT_EQ(solution.worst_violation[1], 0s);
}

TEST(Solve, lets_the_fastest_message_take_no_time_where_all_go_one_way) {
  Bounds bounds;
  bounds.add(0, 1, {at(1s), at(11004ms)});
  bounds.add(0, 1, {at(2s), at(12002ms)});
  EXPECT_EQ(between(solve(2, bounds), 0, 1), 10002ms);
}

TEST(Solve, reaches_a_clock_by_way_of_others) {
  Bounds bounds;
  bounds.add(0, 1, {at(1s), at(6001ms)});
  bounds.add(1, 0, {at(7s), at(2001ms)});
  bounds.add(1, 2, {at(8s), at(11001ms)});
  bounds.add(2, 1, {at(12s), at(9001ms)});
  const Solution solution = solve(4, bounds);
  EXPECT_LE(std::chrono::abs(between(solution, 0, 2) - 8s), 2ms);
  EXPECT_EQ(solution.groups[0], solution.groups[2]);
  EXPECT_NE(solution.groups[0], solution.groups[3]);
  EXPECT_TRUE(solution.is_root[3]);
}

TEST(Solve, keeps_to_bounds_that_only_two_others_have_together) {
  Bounds bounds;  // 1 and 2 know 0 to within 100 ms, and each other to within 2 ms.
  for (const std::size_t tape : {1U, 2U}) {
    bounds.add(0, tape, {at(1s), at(1s + (tape == 1 ? 1ms : 100ms))});
    bounds.add(tape, 0, {at(2s), at(2s + (tape == 1 ? 100ms : 1ms))});
  }
  bounds.add(1, 2, {at(3s), at(3001ms)});
  bounds.add(2, 1, {at(4s), at(4001ms)});
  const Solution solution = solve(3, bounds);
  EXPECT_LE(std::chrono::abs(between(solution, 1, 2)), 1ms);
  EXPECT_EQ(solution.worst_violation[2], 0s);
}

TEST(Solve, follows_a_clock_that_drifts) {
  Bounds bounds;  // The second clock gains a millisecond a second.
  for (int second = 0; second < 100; ++second) {
    const Duration now = second * 1s;
    const Duration shown = 50s + now + second * 1ms;
    bounds.add(0, 1, {at(now), at(shown + 2ms)});
    bounds.add(1, 0, {at(shown), at(now + 2ms)});
  }
  const Solution solution = solve(2, bounds);
  EXPECT_EQ(solution.worst_violation[0], 0s);
  const std::size_t other = solution.is_root[0] ? 1 : 0;
  EXPECT_FALSE(solution.clocks[other].is_steady());
  const auto same = [&](Duration a, Duration b) {
    return std::chrono::abs(solution.clocks[0].common(at(a)) - solution.clocks[1].common(at(b)));
  };
  EXPECT_LE(same(0s, 50s), 3ms);
  EXPECT_LE(same(99s, 50s + 99s + 99ms), 3ms);
}

TEST(Solve, is_as_little_wrong_as_can_be_where_messages_contradict_each_other) {
  Bounds bounds;
  bounds.add(0, 1, {at(1s), at(1s)});
  bounds.add(1, 0, {at(1s), at(990ms)});
  const Solution solution = solve(2, bounds);
  EXPECT_LE(std::chrono::abs(solution.worst_violation[1] - 5ms), 1us);
}

TEST(Bounds, of_many_messages_keep_the_fastest) {
  Bounds bounds;
  for (std::size_t i = 0; i < 3 * limits::kBounds; ++i) {
    const Duration way = i == limits::kBounds + 1 ? 1ms : 5ms;
    bounds.add(0, 1, {at(i * 1s), at(i * 1s + way)});
  }
  bounds.add(1, 1, {at(0s), at(0s)});
  ASSERT_EQ(bounds.all().size(), 1U);
  const auto& kept = bounds.all().begin()->second;
  EXPECT_LT(kept.size(), limits::kBounds);
  EXPECT_TRUE(
      std::ranges::any_of(kept, [](const Transit& each) { return each.received - each.sent == 1ms; }));
}

}  // namespace
}  // namespace parley::sim::merge
