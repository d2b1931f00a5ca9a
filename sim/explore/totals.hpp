#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/time.hpp"
#include "sim/explore/play_report.hpp"

namespace parley::sim::explore {

/// All that came of many plays, added up. The sum does not depend on the order in which they ended.
class Totals {
 public:
  void add(const PlayReport& report);

  std::uint64_t seeds() const { return seeds_; }
  std::uint64_t failed() const { return failed_; }
  std::uint64_t events() const { return events_; }
  std::size_t marks() const { return marks_.size(); }
  std::size_t marks_reached() const;

  /// What an exploration of this size should have done and has not: checks never evaluated, families of
  /// faults that never struck, one line each. Nothing where it was too small to say.
  std::vector<std::string> gaps() const;

  /// Several lines for a person.
  std::string summary(Duration elapsed, std::size_t jobs) const;

 private:
  std::uint64_t seeds_ = 0;
  std::uint64_t failed_ = 0;
  std::uint64_t events_ = 0;
  std::uint64_t deliveries_ = 0;
  Duration virtual_time_{};
  std::vector<Count> failures_;  ///< By check.
  std::vector<Count> checks_;
  std::vector<Count> faults_;
  std::vector<Count> actions_;
  std::vector<Count> marks_;
};

}  // namespace parley::sim::explore
