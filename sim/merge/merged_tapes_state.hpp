#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "sim/merge/clock.hpp"
#include "sim/merge/merged_tapes.hpp"
#include "sim/merge/message_links.hpp"
#include "sim/merge/tape_index.hpp"

namespace parley::sim::merge {

/// What a session keeps of its tapes once it is loaded: no entries, but what is at their other ends.
struct MergedTapes::State {
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
  MessageLinks links{0};
  std::vector<std::string> remarks;
};

}  // namespace parley::sim::merge
