#pragma once

#include <cstdint>
#include <cstdio>
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

/// Says now and then how far an exploration is: on a terminal in one line that is written over, else in a
/// line every few seconds.
class Progress {
 public:
  Progress(std::FILE* out, bool on_terminal) : out_(out), on_terminal_(on_terminal) {}

  void show(const Totals& totals, Duration elapsed);
  void show(const std::string& line, Duration elapsed);

  /// Takes the line away, before something else is printed.
  void clear();

 private:
  bool is_time(Duration elapsed);

  std::FILE* out_;
  bool on_terminal_;
  bool shown_ = false;
  Duration last_{};
};

}  // namespace parley::sim::explore
