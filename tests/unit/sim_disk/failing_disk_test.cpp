// The shipping database on a disk whose accesses fail: it answers with errors, and keeps what it promised.

#include <gtest/gtest.h>

#include <array>
#include <string>

#include "tests/unit/sim_disk/database_run.hpp"

namespace parley::sim {
namespace {

constexpr int kGroups = 12;

/// A life in which the access `at` of its kind fails, `times` times. Afterwards the power goes.
void live_with(DatabaseRun& life, DiskFault fault, std::uint64_t at, std::uint64_t times) {
  life.disk().fail(fault, {.after = at, .times = times});
  if (life.open()) {
    for (int i = 0; i < kGroups; ++i) life.play(1);
  }
  life.disk().heal();
  life.lose_power();
  ASSERT_TRUE(life.open()) << life.why();
  life.expect_answered_accounts();
}

class FailingDisk : public testing::TestWithParam<DiskFault> {};

TEST_P(FailingDisk, costs_nothing_that_was_promised_whichever_access_fails_once) {
  int hits = 0;
  for (std::uint64_t at = 0; at < 60; ++at) {
    for (std::uint64_t seed = 1; seed <= 2; ++seed) {
      SCOPED_TRACE("access " + std::to_string(at) + " seed " + std::to_string(seed));
      DatabaseRun life(seed);
      live_with(life, GetParam(), at, 1);
      hits += life.disk().hits(GetParam()) > 0 ? 1 : 0;
      ASSERT_FALSE(testing::Test::HasFailure());
    }
  }
  EXPECT_GT(hits, 10);
}

TEST_P(FailingDisk, costs_nothing_that_was_promised_when_it_fails_for_a_while) {
  for (std::uint64_t at = 0; at < 60; at += 2) {
    for (const std::uint64_t times : {2U, 5U, 20U}) {
      SCOPED_TRACE("access " + std::to_string(at) + " times " + std::to_string(times));
      DatabaseRun life(1);
      live_with(life, GetParam(), at, times);
      ASSERT_FALSE(testing::Test::HasFailure());
    }
  }
}

std::string name_of(const testing::TestParamInfo<DiskFault>& fault) {
  constexpr std::array<const char*, 4> kNames = {"full", "read", "write", "sync"};
  return kNames[static_cast<std::size_t>(fault.param)];
}

INSTANTIATE_TEST_SUITE_P(On, FailingDisk,
                         testing::Values(DiskFault::kFull, DiskFault::kRead, DiskFault::kWrite,
                                         DiskFault::kSync),
                         name_of);

TEST(FullDisk, refuses_what_does_not_fit_and_works_on_when_there_is_room) {
  for (std::uint64_t room = 0; room < 60'000; room += 1000) {
    SCOPED_TRACE("room for " + std::to_string(room));
    DatabaseRun life(1);
    life.disk().fill(room);
    if (life.open()) {
      for (int i = 0; i < kGroups; ++i) life.play(1);
    }
    EXPECT_GT(life.disk().hits(DiskFault::kFull), 0U);
    life.disk().heal();
    life.crash();
    ASSERT_TRUE(life.open()) << life.why();
    life.expect_answered_accounts();
    life.go_on_from_what_is_stored();
    EXPECT_TRUE(life.play(kGroups));
    life.lose_power();
    ASSERT_TRUE(life.open()) << life.why();
    life.expect_answered_accounts();
    ASSERT_FALSE(testing::Test::HasFailure());
  }
}

/// Rooms need not survive the machine, so nothing syncs the log for them. An account behind them must.
class ForgottenWrites : public testing::TestWithParam<std::uint64_t> {
 protected:
  void fail_next_sync() { life_.disk().fail(DiskFault::kSync, {.after = 0, .times = 1}); }
  void expect_survival() {
    life_.lose_power();
    ASSERT_TRUE(life_.open()) << life_.why();
    life_.expect_answered_accounts();
  }

  DatabaseRun life_{GetParam()};
};

TEST_P(ForgottenWrites, do_not_take_a_later_account_with_them) {
  ASSERT_TRUE(life_.open());
  ASSERT_TRUE(life_.play(3));
  ASSERT_TRUE(life_.grow(5));
  fail_next_sync();
  for (int i = 0; i < 8; ++i) life_.play(1);
  ASSERT_EQ(life_.disk().hits(DiskFault::kSync), 1U);
  expect_survival();
}

TEST_P(ForgottenWrites, do_not_take_a_later_account_with_them_when_the_program_was_started_again) {
  ASSERT_TRUE(life_.open());
  ASSERT_TRUE(life_.play(3));
  ASSERT_TRUE(life_.grow(5));
  life_.disk().fail(DiskFault::kSync);
  for (int i = 0; i < 20 && life_.disk().hits() == 0; ++i) life_.play(1);
  life_.crash();
  life_.disk().heal();
  ASSERT_TRUE(life_.open());
  ASSERT_TRUE(life_.play(8));
  expect_survival();
}

TEST_P(ForgottenWrites, do_not_take_a_later_account_with_them_when_folding_the_log_in_fails) {
  ASSERT_TRUE(life_.open());
  ASSERT_TRUE(life_.play(3));
  fail_next_sync();
  for (int i = 0; i < 2000 && life_.disk().hits() == 0; ++i) ASSERT_TRUE(life_.grow(1));
  ASSERT_EQ(life_.disk().hits(DiskFault::kSync), 1U);
  const auto answered = life_.answered_accounts();
  life_.disk().fail(DiskFault::kSync, {.after = GetParam() % 6, .times = 2});
  for (int i = 0; i < 20 && life_.answered_accounts() == answered; ++i) life_.play(1);
  expect_survival();
}

TEST_P(ForgottenWrites, do_not_spoil_the_database_when_the_power_goes_while_they_are_mended) {
  for (std::uint64_t point = 0; point < 40; ++point) {
    DatabaseRun life(GetParam());
    ASSERT_TRUE(life.open());
    ASSERT_TRUE(life.play(3));
    ASSERT_TRUE(life.grow(5));
    life.disk().fail(DiskFault::kSync, {.after = 0, .times = 1});
    for (int i = 0; i < 20 && life.disk().hits() == 0; ++i) life.play(1);
    life.disk().heal();
    life.disk().stop_after(point);
    life.play(5);
    life.lose_power();
    ASSERT_TRUE(life.open()) << life.why();
    life.expect_answered_accounts();
    ASSERT_FALSE(testing::Test::HasFailure()) << "change " << point;
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, ForgottenWrites, testing::Range(std::uint64_t{1}, std::uint64_t{13}));

}  // namespace
}  // namespace parley::sim
