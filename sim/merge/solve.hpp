#pragma once

#include <cstddef>
#include <vector>

#include "sim/merge/bounds.hpp"
#include "sim/merge/clock.hpp"

namespace parley::sim::merge {

/// How all tapes' clocks stand to each other, as far as messages tell.
struct Solution {
  std::vector<Clock> clocks;
  /// Tapes of one number are bound to each other, by messages of theirs or of others between them.
  std::vector<std::size_t> groups;
  std::vector<bool> is_root;  ///< The one of its group whose time is taken as it is.
  std::vector<Duration>
      worst_violation;  ///< By how much a message to or from it arrives too early, at worst.
};

/// Steady clocks, if with some no message arrives before it was sent: each in the middle of what its
/// messages leave it. Else some clock drifts: then straight ones, or straight piece by piece. Where even
/// those contradict each other, those by which the worst message is as little too early as can be.
Solution solve(std::size_t tapes, const Bounds& bounds);

}  // namespace parley::sim::merge
