#include "sim/world/random.hpp"

#include <gtest/gtest.h>

#include <array>
#include <set>

namespace parley::sim {
namespace {

TEST(Random, gives_the_same_numbers_in_every_build) {
  Random random(1);
  EXPECT_EQ(random.next(), 0xb3f2af6d0fc710c5U);
  EXPECT_EQ(random.next(), 0x853b559647364ceaU);
}

TEST(Random, stays_below_the_bound_and_reaches_all_of_it) {
  Random random(2);
  std::array<int, 7> seen{};
  for (int i = 0; i < 7'000; ++i) ++seen.at(random.below(7));
  for (const int count : seen) {
    EXPECT_GT(count, 850);
    EXPECT_LT(count, 1'150);
  }
  for (int i = 0; i < 100; ++i) EXPECT_LT(random.below(std::uint64_t{1} << 40), std::uint64_t{1} << 40);
  EXPECT_EQ(random.below(0), 0U);
  EXPECT_EQ(random.below(1), 0U);
}

TEST(Random, draws_lengths_about_their_mean_and_never_above_six_times_it) {
  Random random(3);
  constexpr Duration kMean(1'000'000);
  Duration sum{};
  for (int i = 0; i < 10'000; ++i) {
    const Duration drawn = random.exponential(kMean);
    ASSERT_GE(drawn.count(), 0);
    ASSERT_LE(drawn, 6 * kMean);
    sum += drawn;
  }
  EXPECT_GT(sum / 10'000, kMean * 95 / 100);
  EXPECT_LT(sum / 10'000, kMean * 105 / 100);
}

TEST(Random, has_a_stream_of_its_own_for_each_node_and_purpose) {
  std::set<std::uint64_t> seeds;
  for (std::uint64_t world = 0; world < 10; ++world) {
    for (std::uint32_t node = 0; node < 10; ++node) {
      for (const auto purpose : {Purpose::kNetwork, Purpose::kEntropy, Purpose::kStore}) {
        for (std::uint64_t salt = 0; salt < 3; ++salt) {
          seeds.insert(derive_seed(world, NodeId{node}, purpose, salt));
        }
      }
    }
  }
  EXPECT_EQ(seeds.size(), 900U);
}

}  // namespace
}  // namespace parley::sim
