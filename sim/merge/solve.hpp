#pragma once

#include <cstddef>
#include <map>
#include <utility>
#include <vector>

#include "sim/merge/clock.hpp"

namespace parley::sim::merge {

/// A message between two tapes: when it left by the one's own time, and came by the other's.
struct Transit {
  Instant sent{};
  Instant received{};
};

/// The transits between each two tapes, each way, as far as they bound how the clocks can stand: where
/// there are many, of two neighbours the faster one is kept.
class Bounds {
 public:
  using Direction = std::pair<std::size_t, std::size_t>;  ///< From, to.

  void add(std::size_t from, std::size_t to, const Transit& transit);
  const std::map<Direction, std::vector<Transit>>& all() const { return all_; }

 private:
  std::map<Direction, std::vector<Transit>> all_;
};

/// How all tapes' clocks stand to each other, as far as messages tell.
struct Solution {
  std::vector<Clock> clocks;
  /// Tapes of one number are bound to each other, by messages of theirs or by way of other tapes.
  std::vector<std::size_t> groups;
  std::vector<bool> is_root;              ///< The one of its group whose time is taken as it is.
  std::vector<Duration> worst_violation;  ///< By how much its messages arrive too early, at worst.
};

/// Steady clocks, if with some no message arrives before it was sent: each in the middle of what its
/// messages leave it. Else some clock drifts or steps: then lines, fitted tape by tape. Where even those
/// contradict each other, those by which the worst message is as little too early as can be.
Solution solve(std::size_t tapes, const Bounds& bounds);

}  // namespace parley::sim::merge
