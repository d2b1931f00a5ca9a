#include "sim/explore/play_report.hpp"

#include <gtest/gtest.h>

namespace parley::sim::explore {
namespace {

PlayReport full_report() {
  PlayReport report;
  report.seed = 18'446'744'073'709'551'615U;
  report.events = 12;
  report.deliveries = 34;
  report.trace_hash = 0xfedcba9876543210U;
  report.virtual_time = std::chrono::seconds(5);
  report.check = "one-host-per-room";
  report.what = "room den has\ttwo hosts\nalice \\ bob";
  report.line = 17;
  report.checks = {{"one-host-per-room", 400}, {"presence", 0}};
  report.faults = {{"loss", 3}};
  report.actions = {{"creates room", 1}};
  report.marks = {{"LOGIN answered 429", 7}, {"a=b", 1}};
  return report;
}

TEST(PlayReport, comes_back_from_its_line) {
  const std::string line = to_line(full_report());
  EXPECT_EQ(line.find('\n'), std::string::npos);
  EXPECT_EQ(play_report_from(line), full_report());
}

TEST(PlayReport, comes_back_when_it_is_green_and_empty) {
  EXPECT_EQ(play_report_from(to_line(PlayReport{})), PlayReport{});
  EXPECT_FALSE(PlayReport{}.failed());
}

TEST(PlayReport, is_refused_when_the_line_is_cut_anywhere_in_its_head) {
  const std::string line = to_line(full_report());
  const std::size_t head = line.find("\tC");
  for (std::size_t length = 0; length + 1 < line.find(full_report().check); ++length) {
    EXPECT_FALSE(play_report_from(line.substr(0, length))) << length;
  }
  EXPECT_FALSE(play_report_from(line.substr(0, head) + "\tC"));
  EXPECT_FALSE(play_report_from(line.substr(0, head) + "\tCname=x"));
  EXPECT_FALSE(play_report_from(line.substr(0, head) + "\t?name=1"));
}

}  // namespace
}  // namespace parley::sim::explore
