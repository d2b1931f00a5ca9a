#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "sim/merge/align.hpp"
#include "sim/merge/merged_tapes.hpp"
#include "sim/merge/tape_index.hpp"

namespace parley::sim::merge {

/// Who took part.
struct Participants {
  std::vector<Node> nodes;
  std::vector<std::size_t> node_of;           ///< By tape.
  std::map<StreamId, std::size_t> other_of;   ///< Who is at the other end of a stream.
  std::map<std::string, std::size_t> people;  ///< By names in lower case.
};

/// `names`: the tapes' files.
Participants find_participants(const std::vector<std::string>& names, const std::vector<TapeIndex>& indexes,
                               const Alignment& alignment);

}  // namespace parley::sim::merge
