#include "sim/generate/generator.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "sim/generate/swarm_config.hpp"
#include "sim/language/parser.hpp"
#include "sim/language/writer.hpp"
#include "sim/shrink/edit.hpp"

namespace parley::sim::explore {
namespace {

constexpr std::uint64_t kSeeds = 300;

TEST(Generator, makes_the_same_of_a_seed_each_time) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) EXPECT_EQ(generate(seed, 0), generate(seed, 0)) << seed;
}

TEST(Generator, makes_another_scenario_of_each_seed) {
  EXPECT_NE(to_text(generate(1, 0)), to_text(generate(2, 0)));
}

TEST(Generator, makes_scenarios_that_can_be_written_and_read_again) {
  for (std::uint64_t seed = 1; seed <= kSeeds; ++seed) {
    const scenario::Scenario made = generate(seed, 0);
    const scenario::Parsed read = scenario::parse(to_text(made), "made.scenario");
    for (const auto& error : read.errors) ADD_FAILURE() << "seed " << seed << ": " << error.to_string();
    ASSERT_EQ(read.scenario, made) << "seed " << seed;
  }
}

TEST(Generator, makes_as_many_people_as_it_is_told) {
  EXPECT_EQ(generate(1, 1).people.size(), 1U);
  EXPECT_EQ(generate(1, 33).people.size(), 33U);
}

TEST(Generator, makes_mostly_small_scenarios_and_some_crowds) {
  std::size_t small = 0;
  std::size_t crowds = 0;
  for (std::uint64_t seed = 1; seed <= kSeeds; ++seed) {
    const std::size_t people = generate(seed, 0).people.size();
    small += people <= 8 ? 1 : 0;
    crowds += people >= 40 ? 1 : 0;
  }
  EXPECT_GT(small, kSeeds * 3 / 4);
  EXPECT_GT(crowds, 0U);
}

TEST(SwarmConfig, has_each_family_off_on_about_half_of_the_seeds) {
  for (std::size_t family = 0; family < kFaultFamilies; ++family) {
    std::size_t on = 0;
    for (std::uint64_t seed = 1; seed <= 1000; ++seed) {
      Draw draw(scramble(seed));
      on += draw_swarm_config(draw, 0).on(static_cast<FaultFamily>(family)) ? 1U : 0U;
    }
    EXPECT_GT(on, 400U) << name_of(static_cast<FaultFamily>(family));
    EXPECT_LT(on, 600U) << name_of(static_cast<FaultFamily>(family));
  }
}

TEST(Draw, keeps_lengths_within_their_bounds_and_reaches_both_ends) {
  using namespace std::chrono_literals;
  Draw draw(7);
  Duration least = 1h;
  Duration most{};
  for (int i = 0; i < 2000; ++i) {
    const Duration length = draw.length(10ms, 25s);
    least = std::min(least, length);
    most = std::max(most, length);
  }
  EXPECT_GE(least, 10ms);
  EXPECT_LT(least, 20ms);
  EXPECT_LE(most, 25s);
  EXPECT_GT(most, 15s);
}

}  // namespace
}  // namespace parley::sim::explore
