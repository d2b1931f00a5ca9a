#pragma once

#include "ports/entropy.hpp"
#include "sim/world/random.hpp"

namespace parley::sim {

/// A node's random bytes: another stream for each incarnation, all from the world's seed.
class SimEntropy final : public Entropy {
 public:
  explicit SimEntropy(std::uint64_t seed) : random_(seed) {}

  void fill(std::span<std::uint8_t> bytes) override { random_.fill(bytes); }
  void reset(std::uint64_t seed) { random_ = Random(seed); }

 private:
  Random random_;
};

}  // namespace parley::sim
