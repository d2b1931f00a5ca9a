#pragma once

#include <chrono>
#include <functional>
#include <string>

#include "sim/explore/play_report.hpp"

namespace parley::sim::explore {

/// What came of a play in a process of its own: where it dies or hangs, that is its failing check.
struct IsolatedPlay {
  PlayReport report;
  std::string stderr_tail;  ///< What it wrote to stderr.
};

/// Plays in a process of its own, which may use so much CPU time.
IsolatedPlay play_isolated(const std::function<PlayReport()>& play, std::chrono::seconds bound);

}  // namespace parley::sim::explore
