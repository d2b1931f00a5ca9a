#pragma once

#include <cstddef>
#include <map>
#include <utility>
#include <vector>

#include "base/time.hpp"
#include "sim/merge/limits.hpp"

namespace parley::sim::merge {

/// A message between two tapes: when it left by the one's own time, and came by the other's.
struct Transit {
  Instant sent{};
  Instant received{};
};

/// The transits between each two tapes, each way, as far as they bound how the clocks can stand: where
/// there are many, of two neighbours the one that was faster is kept.
class Bounds {
 public:
  using Direction = std::pair<std::size_t, std::size_t>;  ///< From, to.

  void add(std::size_t from, std::size_t to, const Transit& transit);
  const std::map<Direction, std::vector<Transit>>& all() const { return all_; }

 private:
  std::map<Direction, std::vector<Transit>> all_;
};

}  // namespace parley::sim::merge
