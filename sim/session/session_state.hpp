#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "sim/session/clock.hpp"
#include "sim/session/links.hpp"
#include "sim/session/session.hpp"
#include "sim/session/survey.hpp"

namespace parley::sim::session {

/// What a session keeps of its tapes once it is loaded: no entries, but what is at their other ends.
struct Session::State {
  std::vector<TapeFile> files;
  std::vector<Tape> tapes;
  std::vector<Node> nodes;
  std::vector<Clock> clocks;
  std::vector<Instant> zeros;  ///< What each tape's clock showed at its first entry.
  std::vector<std::map<std::uint64_t, std::size_t>> other_of_stream;  ///< Of each tape, by the stream's id.
  /// Of each tape by the stream's id: the other end's tape and id.
  std::vector<std::map<std::uint64_t, std::pair<std::size_t, std::uint64_t>>> far_end_of_stream;
  std::vector<std::optional<std::size_t>> registry_of;  ///< Of each person's tape.
  std::map<std::string, std::size_t> people;            ///< By names in lower case.
  std::vector<std::vector<Membership>> memberships;     ///< Of each tape, in common time.
  Links links{0};
  std::vector<std::string> remarks;
};

}  // namespace parley::sim::session
