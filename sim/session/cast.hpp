#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "sim/session/align.hpp"
#include "sim/session/session.hpp"
#include "sim/session/survey.hpp"

namespace parley::sim::session {

/// Who took part.
struct Cast {
  std::vector<Node> nodes;
  std::vector<std::size_t> node_of;           ///< By tape.
  std::map<StreamId, std::size_t> other_of;   ///< Who is at the other end of a stream.
  std::map<std::string, std::size_t> people;  ///< By names in lower case.
};

/// `names`: the tapes' files.
Cast cast_of(const std::vector<std::string>& names, const std::vector<Survey>& surveys,
             const Alignment& alignment);

}  // namespace parley::sim::session
