#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>

#include "sim/explore/play_report.hpp"
#include "sim/language/scenario.hpp"
#include "sim/programs/tapes.hpp"

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

/// The check that a play fails whose tapes do not replay.
inline constexpr const char* kReplayFailed = "replay";

/// Replays all tapes of a play. Says where the first one that cannot be replayed to its end, or whose core
/// does other things now than it did in the play, goes another way; nothing where there is none.
std::optional<std::string> first_difference(const std::deque<MemoryTapes::Tape>& tapes);

}  // namespace parley::sim::explore
