#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sim/report/timeline.hpp"

namespace parley::sim::report {

/// A condition that lasted: a machine that was down, a way that was cut.
struct Span {
  std::string kind;  ///< "absent", "ended", "crashed", "vanished", "paused"; or "cut", "clogged", "deaf" ...
  std::vector<NodeId> left;   ///< Whose condition it is; of a cut, one side.
  std::vector<NodeId> right;  ///< The other side; empty: everybody else.
  bool one_way = false;       ///< From left to right alone.
  Instant from{};
  std::optional<Instant> to;  ///< Else until the end.
};

/// All of them, by their beginnings. A partition of groups, which is many cuts of pairs, is one span.
std::vector<Span> spans_of(const std::vector<Event>& events, const Timeline& timeline);

}  // namespace parley::sim::report
