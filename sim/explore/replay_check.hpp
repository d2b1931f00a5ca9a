#pragma once

#include <deque>
#include <optional>
#include <string>

#include "sim/programs/tapes.hpp"

namespace parley::sim::explore {

/// The check that a play fails whose tapes do not replay.
inline constexpr const char* kReplayFailed = "replay";

/// Replays all tapes of a play. Says where the first one that cannot be replayed to its end, or whose core
/// does other things now than it did in the play, goes another way; nothing where there is none.
std::optional<std::string> first_difference(const std::deque<MemoryTapes::Tape>& tapes);

}  // namespace parley::sim::explore
