#pragma once

#include <optional>
#include <vector>

#include "sim/import/item.hpp"

namespace parley::sim::importing {

struct PlanOptions {
  std::optional<Duration> longest_silence;  ///< Silences are made no longer than that.
};

/// Puts the items to times that a person can read, as near to the recorded ones as may be, so that what
/// depends on each other comes about in the same order under every seed: what happens in one room, to one
/// account, and to the registry. Nothing comes earlier than it did after what came before it, unless silences
/// are cut.
void plan(std::vector<Item>& items, const PlanOptions& options);

}  // namespace parley::sim::importing
