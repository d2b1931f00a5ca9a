#pragma once

#include <optional>
#include <vector>

#include "base/time.hpp"
#include "sim/language/participants.hpp"

namespace parley::sim::scenario {

/// Whom a fault strikes.
using Nodes = std::vector<NodeRef>;

/// After it the fault ends by itself; else it lasts until a statement ends it, or the play does.
using ForTime = std::optional<Duration>;

/// Which transmissions: from each of some nodes to each of others; both empty: all.
struct Paths {
  Nodes from;
  Nodes to;
  bool everywhere() const { return from.empty() && to.empty(); }
  bool operator==(const Paths&) const = default;
};

}  // namespace parley::sim::scenario
