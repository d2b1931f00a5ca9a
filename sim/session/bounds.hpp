#pragma once

#include <cstddef>
#include <map>
#include <utility>
#include <vector>

#include "base/time.hpp"
#include "sim/session/limits.hpp"

namespace parley::sim::session {

/// A message between two tapes: when it left by the one's own time, and came by the other's.
struct Crossing {
  Instant sent{};
  Instant received{};
};

/// The crossings between each two tapes, each way, as far as they bound how the clocks can stand: where
/// there are many, of two neighbours the one that was faster is kept.
class Bounds {
 public:
  using Way = std::pair<std::size_t, std::size_t>;  ///< From, to.

  void add(std::size_t from, std::size_t to, const Crossing& crossing);
  const std::map<Way, std::vector<Crossing>>& all() const { return all_; }

 private:
  std::map<Way, std::vector<Crossing>> all_;
};

}  // namespace parley::sim::session
