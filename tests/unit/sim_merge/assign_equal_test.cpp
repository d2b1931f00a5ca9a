#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <vector>

#include "sim/merge/datagram_pairs.hpp"

namespace parley::sim::merge {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::Optional;

constexpr auto kNone = std::nullopt;

std::vector<Instant> at(const std::vector<Duration>& times) {
  std::vector<Instant> moments;
  for (const Duration time : times) moments.emplace_back(time);
  return moments;
}

auto assign(const std::vector<Duration>& sent, const std::vector<Duration>& received) {
  return assign_equal(at(sent), at(received), 0ms);
}

TEST(AssignEqual, takes_each_for_the_newest_sent_before) {
  EXPECT_THAT(assign({1s, 2s, 3s}, {1001ms, 2001ms, 3001ms}),
              ElementsAre(Optional(0U), Optional(1U), Optional(2U)));
}

TEST(AssignEqual, goes_on_behind_one_that_was_lost) {
  EXPECT_THAT(assign({1s, 2s, 3s, 4s}, {1001ms, 3001ms, 4001ms}),
              ElementsAre(Optional(0U), Optional(2U), Optional(3U)));
  EXPECT_THAT(assign({1s, 2s}, {2001ms}), ElementsAre(Optional(1U)));
}

TEST(AssignEqual, keeps_the_order_of_those_sent_close_together) {
  EXPECT_THAT(assign({1000ms, 1001ms, 1002ms}, {1003ms, 1004ms, 1005ms}),
              ElementsAre(Optional(0U), Optional(1U), Optional(2U)));
}

TEST(AssignEqual, knows_one_that_comes_twice) {
  EXPECT_THAT(assign({1s, 2s}, {1001ms, 1002ms, 2001ms}),
              ElementsAre(Optional(0U), Optional(0U), Optional(1U)));
  EXPECT_THAT(assign({1s, 2s}, {2001ms, 2002ms}), ElementsAre(Optional(1U), Optional(1U)));
}

TEST(AssignEqual, takes_none_from_the_future_and_none_that_is_too_old) {
  EXPECT_THAT(assign({1s}, {999ms, 1001ms}), ElementsAre(kNone, Optional(0U)));
  EXPECT_THAT(assign({1s}, {1s + limits::kMaxTransit}), ElementsAre(Optional(0U)));
  EXPECT_THAT(assign({1s}, {1s + limits::kMaxTransit + 1ns}), ElementsAre(kNone));
  EXPECT_THAT(assign({}, {1s}), ElementsAre(kNone));
}

TEST(AssignEqual, lets_one_come_early_by_as_much_as_clocks_are_off) {
  EXPECT_THAT(assign_equal(at({1s, 2s}), at({995ms, 1995ms}), 10ms), ElementsAre(Optional(0U), Optional(1U)));
}

TEST(AssignEqual, goes_through_many_in_blocks) {
  std::vector<Instant> sent;
  std::vector<Instant> received;
  for (std::size_t i = 0; i < 2 * limits::kBlock + 7; ++i) {
    sent.emplace_back(i * 1s);
    received.emplace_back(i * 1s + 1ms);
  }
  const auto assigned = assign_equal(sent, received, 0ms);
  for (std::size_t i = 0; i < assigned.size(); ++i) ASSERT_EQ(assigned[i], i);
}

}  // namespace
}  // namespace parley::sim::merge
