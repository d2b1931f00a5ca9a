#pragma once

#include <string>

#include "base/time.hpp"
#include "record/replay.hpp"
#include "sim/replay/stream_names.hpp"

namespace parley::sim::replay {

/// What a replay came to, in a line: `equal`, `different` and what else there is, then how much was played
/// and how fast, as it took `took` of real time.
std::string summary_of(const record::Replay& replay, Duration took);

/// How the tape ended, in words, where there is more to say than that its program ended in order; else empty.
std::string remark_of(const record::Replay& replay);

/// A difference for a person: the time, what was done then, what is done now with the place where the two
/// part, and the inputs before. Several lines, each with its end. `names`: as the entries before it have it.
std::string describe(const record::Difference& difference, Instant began, const StreamNames& names);

}  // namespace parley::sim::replay
