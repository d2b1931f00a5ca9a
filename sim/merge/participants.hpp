#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "sim/merge/align.hpp"
#include "sim/merge/tape_index.hpp"
#include "sim/merge/tapes.hpp"

namespace parley::sim::merge {

/// Who took part.
struct Participants {
  std::vector<Node> nodes;
  std::vector<std::size_t> node_of;           ///< By tape.
  std::map<StreamId, std::size_t> other_of;   ///< Who is at the other end of a stream.
  std::map<std::string, std::size_t> people;  ///< By names in lower case.
};

/// Tapes of a registry that was started again are one node's, and so are those on which the same user is
/// logged in. People without a tape are known by the names on others' tapes. `names`: the tapes' files.
Participants find_participants(const std::vector<std::string>& names, const std::vector<TapeIndex>& indexes,
                               const Alignment& alignment);

}  // namespace parley::sim::merge
