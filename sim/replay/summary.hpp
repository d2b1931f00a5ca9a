#pragma once

#include <string>

#include "record/replay.hpp"

namespace parley::sim::replay {

/// What a replay came to, in a line: `equal`, `different` and what else there is, then how much was played
/// and how fast, as it took `took` of real time.
std::string summary_of(const record::Replay& replay, Duration took);

/// How the tape ended, in words, where there is more to say than that its program ended in order; else empty.
std::string remark_of(const record::Replay& replay);

}  // namespace parley::sim::replay
