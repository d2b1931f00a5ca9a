#pragma once

#include <string>

#include "record/replay.hpp"
#include "sim/replay/stream_names.hpp"

namespace parley::sim::replay {

/// The state of the node after the last turn, for a person: of a registry its rooms and who is online, of a
/// peer who is logged in, where they are, and the end of the screen. Several lines, each with its end.
/// `when`: the time of the tape that was asked for, which no turn need be at.
std::string describe_state(const record::Replay& replay, const StreamNames& names, Duration when);

}  // namespace parley::sim::replay
