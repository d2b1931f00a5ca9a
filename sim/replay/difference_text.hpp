#pragma once

#include <string>

#include "base/time.hpp"
#include "record/difference.hpp"
#include "sim/replay/stream_names.hpp"

namespace parley::sim::replay {

/// A difference for a person: the time, what was done then, what is done now with the place where the two
/// part, and the inputs before. Several lines, each with its end. `names`: as the entries before it have it.
std::string describe(const record::Difference& difference, Instant began, const StreamNames& names);

}  // namespace parley::sim::replay
