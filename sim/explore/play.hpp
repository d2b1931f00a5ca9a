#pragma once

#include <cstdint>

#include "sim/explore/play_report.hpp"
#include "sim/language/scenario.hpp"

namespace parley::sim {
class TraceListener;
}  // namespace parley::sim

namespace parley::sim::explore {

struct PlayOptions {
  TraceListener* listener = nullptr;
  bool recorded = false;  ///< All programs are recorded, and what they did has to be done again in a replay.
};

/// Plays a scenario in the simulated world with all checks, and counts what is of interest. Here, in this
/// process: a broken invariant of the core ends it.
PlayReport play(const scenario::Scenario& scenario, std::uint64_t seed, const PlayOptions& options = {});

}  // namespace parley::sim::explore
