#include "sim/explore/totals.hpp"

#include <gmock/gmock.h>

#include "sim/explore/limits.hpp"

namespace parley::sim::explore {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

PlayReport report_of(std::uint64_t seed, std::uint64_t evaluated, std::uint64_t struck) {
  PlayReport report;
  report.seed = seed;
  report.events = 100;
  report.deliveries = 40;
  report.checks = {{"one-host-per-room", evaluated}};
  report.faults = {{"clogs", struck}, {"loss", 1}};
  report.marks = {{"a room got another host", seed % 2}};
  return report;
}

TEST(Totals, are_the_same_in_whatever_order_plays_end) {
  PlayReport dead;
  dead.check = "dies";
  Totals forth;
  Totals back;
  for (const auto& report : {report_of(1, 2, 3), dead, report_of(2, 5, 7)}) forth.add(report);
  for (const auto& report : {dead, report_of(2, 5, 7), report_of(1, 2, 3)}) back.add(report);
  EXPECT_EQ(forth.summary(std::chrono::seconds(1), 2), back.summary(std::chrono::seconds(1), 2));
  EXPECT_EQ(forth.seeds(), 3U);
  EXPECT_EQ(forth.failed(), 1U);
  EXPECT_THAT(forth.summary(std::chrono::seconds(1), 2), HasSubstr("one-host-per-room 7"));
}

TEST(Totals, name_marks_that_were_not_reached) {
  Totals totals;
  totals.add(report_of(2, 1, 1));
  EXPECT_EQ(totals.marks(), 1U);
  EXPECT_EQ(totals.marks_reached(), 0U);
  EXPECT_THAT(totals.summary(std::chrono::seconds(1), 1), HasSubstr("    a room got another host\n"));
  totals.add(report_of(3, 1, 1));
  EXPECT_EQ(totals.marks_reached(), 1U);
}

TEST(Totals, have_gaps_when_a_fair_exploration_never_evaluated_or_struck_something) {
  Totals totals;
  for (std::uint64_t seed = 1; seed < limits::kCoverageSeeds; ++seed) totals.add(report_of(seed, 0, 0));
  EXPECT_THAT(totals.gaps(), IsEmpty());
  totals.add(report_of(limits::kCoverageSeeds, 0, 0));
  EXPECT_THAT(totals.gaps(), ElementsAre("never evaluated: one-host-per-room", "never struck: clogs"));
  totals.add(report_of(1, 1, 1));
  EXPECT_THAT(totals.gaps(), IsEmpty());
}

}  // namespace
}  // namespace parley::sim::explore
