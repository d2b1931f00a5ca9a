#pragma once

#include <cstdint>
#include <span>

namespace parley {

/// Random bytes fit for keys (in the simulator: drawn from the world's seed).
class Entropy {
 public:
  virtual ~Entropy() = default;

  /// Fills all of `bytes`. Cannot fail: a machine without randomness is a broken invariant.
  virtual void fill(std::span<std::uint8_t> bytes) = 0;
};

}  // namespace parley
