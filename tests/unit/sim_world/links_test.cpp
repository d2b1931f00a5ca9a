#include "sim/world/links.hpp"

#include <gtest/gtest.h>

namespace parley::sim {
namespace {

using namespace std::chrono_literals;

constexpr NodeId kAnn{0};
constexpr NodeId kBob{1};
constexpr NodeId kCid{2};

TEST(Links, cut_both_ways_and_no_one_else) {
  Links links({});
  links.cut(kAnn, kBob);
  EXPECT_TRUE(links.is_cut(kAnn, kBob));
  EXPECT_TRUE(links.is_cut(kBob, kAnn));
  EXPECT_FALSE(links.is_cut(kAnn, kCid));
  EXPECT_FALSE(links.is_cut(kAnn, kAnn));
}

TEST(Links, need_as_many_mends_as_cuts) {
  Links links({});
  links.cut(kAnn, kBob);
  links.cut(kBob, kAnn);
  links.mend(kAnn, kBob);
  EXPECT_TRUE(links.is_cut(kAnn, kBob));
  links.mend(kAnn, kBob);
  EXPECT_FALSE(links.is_cut(kAnn, kBob));
  links.mend(kAnn, kBob);  // One too many is none.
  links.cut(kAnn, kBob);
  EXPECT_TRUE(links.is_cut(kAnn, kBob));
}

TEST(Links, cut_one_off_from_all_but_itself) {
  Links links({});
  links.cut_off(kAnn);
  EXPECT_TRUE(links.is_cut(kAnn, kBob));
  EXPECT_TRUE(links.is_cut(kCid, kAnn));
  EXPECT_FALSE(links.is_cut(kBob, kCid));
  EXPECT_FALSE(links.is_cut(kAnn, kAnn));
  links.mend(kAnn, kBob);
  EXPECT_TRUE(links.is_cut(kAnn, kBob));
  links.mend_all(kAnn);
  EXPECT_FALSE(links.is_cut(kAnn, kBob));
}

TEST(Links, take_a_pairs_own_traits_before_those_of_all) {
  Links links({.latency_min = 1ms, .latency_spread = 0ms});
  links.set_pair(kAnn, kBob, {.latency_min = 80ms, .latency_spread = 0ms, .loss_permille = 1000});
  Random rng(1);
  EXPECT_EQ(links.stream_latency(kBob, kAnn, 0, {}, rng), 80ms);
  EXPECT_EQ(links.stream_latency(kBob, kCid, 0, {}, rng), 1ms);
  EXPECT_EQ(links.fate_of_datagram(kAnn, kBob, 1, {}, rng).loss, DropReason::kRandom);
  EXPECT_TRUE(links.goes_singly(kAnn));
  EXPECT_FALSE(links.goes_singly(kCid));
  links.clear_pairs();
  EXPECT_EQ(links.stream_latency(kBob, kAnn, 0, {}, rng), 1ms);
}

TEST(Links, lose_and_repeat_nothing_within_a_machine) {
  Links links({.loss_permille = 1000, .duplicate_permille = 1000});
  links.cut_off(kAnn);
  Random rng(1);
  const auto fate = links.fate_of_datagram(kAnn, kAnn, 1, {}, rng);
  EXPECT_EQ(fate.loss, DropReason::kNone);
  EXPECT_FALSE(fate.repeated);
}

}  // namespace
}  // namespace parley::sim
