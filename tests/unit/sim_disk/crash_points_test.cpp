// The shipping database loses its program or its power at every single change that it makes to the disk.

#include <gtest/gtest.h>

#include "tests/unit/sim_disk/database_run.hpp"

namespace parley::sim {
namespace {

constexpr int kGroups = 12;

/// How many changes a whole life makes, from the first opening to the end in order.
std::uint64_t changes_of_a_life(int groups) {
  DatabaseRun life(1);
  EXPECT_TRUE(life.open()) << life.why();
  EXPECT_TRUE(life.play(groups));
  life.close();
  return life.disk().changes();
}

/// A life up to the change `point`: whatever it is doing then ends there.
void live_until(DatabaseRun& life, std::uint64_t point, int groups) {
  life.disk().stop_after(point);
  if (life.open()) life.play(groups);
  life.close();
}

TEST(CrashPoints, leave_a_database_as_it_was_between_two_groups_when_the_program_dies) {
  const auto changes = changes_of_a_life(kGroups);
  ASSERT_GT(changes, 60U);
  for (std::uint64_t point = 0; point <= changes; ++point) {
    SCOPED_TRACE("change " + std::to_string(point));
    DatabaseRun life(1);
    live_until(life, point, kGroups);
    life.crash();
    life.expect_sound_after_crash();
    life.expect_answered_accounts();
    ASSERT_FALSE(testing::Test::HasFailure());
  }
}

TEST(CrashPoints, keep_all_that_was_promised_and_nothing_half_done_when_the_power_goes) {
  const auto changes = changes_of_a_life(kGroups);
  for (std::uint64_t point = 0; point <= changes; ++point) {
    for (std::uint64_t seed = 1; seed <= 4; ++seed) {
      SCOPED_TRACE("change " + std::to_string(point) + " seed " + std::to_string(seed));
      DatabaseRun life(seed);
      live_until(life, point, kGroups);
      life.lose_power();
      life.expect_sound_after_power_loss();
      life.expect_answered_accounts();
      ASSERT_FALSE(testing::Test::HasFailure());
    }
  }
}

TEST(CrashPoints, keep_all_that_was_promised_when_the_power_goes_again_and_again) {
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    DatabaseRun life(seed);
    Random rng(seed * 1000);
    for (int round = 0; round < 30; ++round) {
      SCOPED_TRACE("seed " + std::to_string(seed) + " round " + std::to_string(round));
      live_until(life, rng.below(120), kGroups);
      if (rng.chance(500)) {
        life.lose_power();
        life.expect_sound_after_power_loss();
      } else {
        life.crash();
        life.expect_sound_after_crash();
      }
      life.expect_answered_accounts();
      life.crash();
      ASSERT_FALSE(testing::Test::HasFailure());
    }
  }
}

TEST(CrashPoints, keep_all_that_was_promised_when_the_power_goes_while_the_log_is_folded_in) {
  constexpr int kUntilFull = 900;
  const auto before = [](DatabaseRun& life) {
    ASSERT_TRUE(life.open());
    ASSERT_TRUE(life.grow(kUntilFull));
    ASSERT_TRUE(life.play(3));
  };
  DatabaseRun whole(1);
  before(whole);
  const auto first = whole.disk().changes();
  ASSERT_TRUE(whole.grow(150));
  const auto last = whole.disk().changes();
  for (auto point = std::uint64_t{0}; point < last - first; point += 23) {
    SCOPED_TRACE("change " + std::to_string(point));
    DatabaseRun life(1);
    before(life);
    life.disk().stop_after(point);
    life.grow(150);
    life.lose_power();
    life.expect_sound_after_power_loss();
    life.expect_answered_accounts();
    ASSERT_FALSE(testing::Test::HasFailure());
  }
}

}  // namespace
}  // namespace parley::sim
