#pragma once

#include <cstdint>
#include <vector>

#include "sim/import/session_state.hpp"
#include "sim/language/condition.hpp"

namespace parley::sim::importing {

/// What an imported scenario expects; each with all that is above it.
enum class Expect : std::uint8_t {
  kNothing,
  kRooms,  ///< Who is online and in which room, at the end and in between. True under loss too.
  kHosts,  ///< Also who the hosts are: somebody whom the registry has missed for 3 s is host no more.
  kLines,  ///< Also every line that somebody saw in a room: what is lost on the way is not sent again.
};

/// What is true in the end of what has been done so far, each within a time that lets views agree again.
/// Nothing while the registry is down, or while it is not known what came of somebody's last action.
std::vector<scenario::Expectation> expected_now(const SessionState& state, Expect level);

/// Likewise of those whose programs have ended.
std::vector<scenario::Expectation> expected_ends(const SessionState& state, Expect level);

}  // namespace parley::sim::importing
