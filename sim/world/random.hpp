#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "base/time.hpp"
#include "sim/world/ids.hpp"

namespace parley::sim {

/// What a stream of random numbers is drawn for. Each node has one stream per purpose, so that a draw
/// for one thing never shifts the draws for another.
enum class Purpose : std::uint8_t {
  kNetwork,
  kEntropy,
  kStore,
  kHasher,
  kIdentity,
  kScenario,
  kDisk,
  kSqlite
};

/// Scrambles 64 bits (the finalizer of splitmix64). A bijection.
constexpr std::uint64_t scramble(std::uint64_t value) {
  value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9U;
  value = (value ^ (value >> 27)) * 0x94d049bb133111ebU;
  return value ^ (value >> 31);
}

/// The seed of a stream of its own for each (world seed, node, purpose, turn). `salt` tells apart what
/// shares the three, as a node's incarnations do.
std::uint64_t derive_seed(std::uint64_t world_seed, NodeId node, Purpose purpose, std::uint64_t salt = 0);

/// Random numbers (xoshiro256**, seeded through splitmix64) that are the same with every compiler and
/// standard library: integers only, no std distribution.
class Random {
 public:
  explicit Random(std::uint64_t seed);

  std::uint64_t next() {
    const std::uint64_t result = rotate(state_[1] * 5, 7) * 9;
    const std::uint64_t shifted = state_[1] << 17;
    state_[2] ^= state_[0];
    state_[3] ^= state_[1];
    state_[1] ^= state_[2];
    state_[0] ^= state_[3];
    state_[2] ^= shifted;
    state_[3] = rotate(state_[3], 45);
    return result;
  }

  /// Uniform in 0 .. bound - 1; 0 where `bound` is 0.
  std::uint64_t below(std::uint64_t bound);

  /// True in `permille` of 1,000 cases. Draws nothing where the answer is certain.
  bool chance(std::uint32_t permille) { return permille > 0 && (permille >= 1000 || below(1000) < permille); }

  /// A length of time with an exponential-like tail, never more than six times `mean`.
  Duration exponential(Duration mean);

  void fill(std::span<std::uint8_t> bytes);

 private:
  static constexpr std::uint64_t rotate(std::uint64_t value, int by) {
    return (value << by) | (value >> (64 - by));
  }

  std::array<std::uint64_t, 4> state_;
};

}  // namespace parley::sim
