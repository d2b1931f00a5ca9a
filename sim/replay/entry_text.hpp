#pragma once

#include <string>
#include <string_view>

#include "base/time.hpp"
#include "sim/replay/stream_names.hpp"
#include "tape/entry.hpp"

namespace parley::sim::replay {

/// What happened, for a person: `stream 4 (alice) received LOGIN alice 5f2e… 5001`. Bytes that could do
/// something to a terminal stand as \n, \x1b. All of the text that the entry has.
std::string describe(const tape::Entry& entry, const StreamNames& names);

/// The same in a line of at most some 160 columns: what is too long has its tail left out.
std::string describe_in_line(const tape::Entry& entry, const StreamNames& names);

/// A tape's time at `at`. At most some 292 years either way, which no good tape comes to.
Duration since(Instant began, Instant at);

/// A moment of a tape: `12.345678 s` since its beginning, cut to microseconds.
std::string describe(Duration since_beginning);

/// The end of a tape: `the program ended in order`.
std::string_view describe(tape::TapeEndCause cause);

}  // namespace parley::sim::replay
