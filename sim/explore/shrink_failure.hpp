#pragma once

#include <functional>

#include "sim/explore/reproduction.hpp"

namespace parley::sim::explore {

/// How far a reduction is.
struct ShrinkProgress {
  std::size_t plays = 0;
  std::size_t steps = 0;  ///< Of the smallest scenario so far.
  std::size_t people = 0;
};

/// The smallest scenario found that fails alike, in a bounded number of plays, each in a process of its
/// own. It may want another seed of the world than the one it came from. `tell` hears of each play.
Reproduction shrink_failure(const Reproduction& failing,
                            const std::function<void(const ShrinkProgress&)>& tell);

}  // namespace parley::sim::explore
