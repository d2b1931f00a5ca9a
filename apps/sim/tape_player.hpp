#pragma once

#include <cstdint>
#include <string>

#include "apps/sim/replay_command.hpp"

namespace parley::sim {

enum class TapeVerdict : std::uint8_t { kEqual = 0, kDifferent = 1, kUnreadable = 3 };

/// How far a replay is, for whoever has to say where it died.
struct ReplayProgress {
  std::uint64_t entries = 0;  ///< Met before the turn that is played now.
};

/// Replays a tape in this process, and prints what came of it. `place` is kept up to date.
TapeVerdict play_tape(const std::string& path, const ReplayCommand& command, ReplayProgress& place);

/// The entries of a tape that come behind the first `skipped`, up to the next input, in words.
std::string input_after(const std::string& path, std::uint64_t skipped);

}  // namespace parley::sim
