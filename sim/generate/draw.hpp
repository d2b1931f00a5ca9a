#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "base/time.hpp"
#include "sim/world/random.hpp"

namespace parley::sim::explore {

/// Draws of the sorts that a generator needs. Whole milliseconds, so that a time is written as it is.
class Draw {
 public:
  explicit Draw(std::uint64_t seed) : random_(seed) {}

  std::size_t below(std::size_t bound) { return static_cast<std::size_t>(random_.below(bound)); }
  /// From `least` to `most`, both included.
  std::size_t between(std::size_t least, std::size_t most) { return least + below(most - least + 1); }
  bool chance(std::uint32_t permille) { return random_.chance(permille); }

  template <class T>
  const T& pick(const std::vector<T>& items) {
    return items[below(items.size())];
  }

  /// An index, in proportion to its weight; at least one weight is above zero.
  std::size_t weighted(const std::vector<std::uint32_t>& weights);

  /// A time up to `most`, all alike.
  Duration time_until(Duration most);

  /// A length of time in which short ones are as likely as long ones: each doubling has the same share.
  Duration length(Duration least, Duration most);

  /// A length of time around one of Parley's own bounds, half of the time; else any up to `most`.
  Duration telling_length(Duration most);

 private:
  Random random_;
};

}  // namespace parley::sim::explore
