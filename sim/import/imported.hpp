#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/time.hpp"
#include "sim/language/scenario.hpp"

namespace parley::sim::importing {

/// What an imported scenario expects. Each level includes those above it.
enum class Expect : std::uint8_t {
  kNothing,
  kRooms,  ///< Who is online and in which room, at the end and in between. True under loss too.
  kHosts,  ///< Also who the hosts are: the registry takes the role from a host that it misses for 3 s.
  kLines,  ///< Also every line that somebody saw in a room: a line that is lost on the way is not sent again.
};

struct ImportOptions {
  Expect expect = Expect::kRooms;
  std::optional<Duration> longest_silence;   ///< Longer ones are cut to this.
  std::optional<std::uint8_t> loss_percent;  ///< Datagrams that the scenario loses.
  std::optional<Duration> until;             ///< Of the session's time: what comes later is left out.
};

/// A scenario that was made from a session.
struct Imported {
  scenario::Scenario scenario;
  std::string text;                ///< parse(text) is the scenario; it has comments besides.
  std::vector<std::string> notes;  ///< What the tapes do not tell, for people; also comments of the text.
};

}  // namespace parley::sim::importing
