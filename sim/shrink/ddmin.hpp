#pragma once

#include <cstddef>
#include <functional>
#include <vector>

namespace parley::sim::explore {

/// Some of the items 0 .. count - 1, in order.
using Subset = std::vector<std::size_t>;

/// Leaves out as many of `count` items as it can while `still_fails` holds of those that are kept: delta
/// debugging (Zeller and Hildebrandt, 2002). Larger parts are tried first, so that a few guilty items among n
/// are found in some k log n tries. Leaving out one more item makes the result pass, unless `still_fails`
/// began to return false for everything, which is how a caller bounds the tries. All items together must
/// fail; the empty subset is tried once.
Subset ddmin(std::size_t count, const std::function<bool(const Subset&)>& still_fails);

}  // namespace parley::sim::explore
