#include "sim/world/random.hpp"

#include <bit>

namespace parley::sim {
namespace {

constexpr std::uint64_t kGolden = 0x9e3779b97f4a7c15U;

/// -ln(i / 64) in units of 1/4096, cut at 6: the quantiles of the exponential distribution as integers.
constexpr std::array<std::uint16_t, 65> kQuantiles = {
    24576, 17035, 14196, 12535, 11357, 10443, 9696, 9064, 8517, 8035, 7603, 7213, 6857,
    6529,  6225,  5943,  5678,  5430,  5196,  4974, 4764, 4564, 4374, 4192, 4017, 3850,
    3690,  3535,  3386,  3242,  3103,  2969,  2839, 2713, 2591, 2472, 2357, 2244, 2135,
    2029,  1925,  1824,  1725,  1629,  1535,  1443, 1353, 1265, 1178, 1094, 1011, 930,
    850,   772,   696,   621,   547,   474,   403,  333,  264,  197,  130,  65,   0};

}  // namespace

std::uint64_t derive_seed(std::uint64_t world_seed, NodeId node, Purpose purpose, std::uint64_t salt) {
  std::uint64_t seed = scramble(world_seed + kGolden);
  seed = scramble(seed ^ (std::uint64_t{number(node)} << 8 | static_cast<std::uint64_t>(purpose)));
  return scramble(seed + salt * kGolden);
}

Random::Random(std::uint64_t seed) : state_{} {
  for (auto& word : state_) word = scramble(seed += kGolden);
}

std::uint64_t Random::below(std::uint64_t bound) {
  if (bound <= 1) return 0;
  if (bound <= 0xffffffffU) {
    // Multiply and take the high half; the few low halves that would favour some results are redrawn
    // (D. Lemire, "Fast random integer generation in an interval", 2019).
    std::uint64_t product = (next() >> 32) * bound;
    if ((product & 0xffffffffU) < bound) {
      const std::uint64_t unfair = (std::uint64_t{1} << 32) % bound;
      while ((product & 0xffffffffU) < unfair) product = (next() >> 32) * bound;
    }
    return product >> 32;
  }
  const std::uint64_t mask = ~std::uint64_t{0} >> std::countl_zero(bound - 1);
  std::uint64_t drawn = next() & mask;
  while (drawn >= bound) drawn = next() & mask;
  return drawn;
}

Duration Random::exponential(Duration mean) {
  const std::uint64_t bits = next();
  const auto index = static_cast<std::size_t>(bits >> 58);
  const std::int64_t between = static_cast<std::int64_t>((bits >> 42) & 0xffff);
  const std::int64_t high = kQuantiles[index];
  const std::int64_t low = kQuantiles[index + 1];
  const std::int64_t quantile = high - (((high - low) * between) >> 16);
  return Duration((mean.count() * quantile) >> 12);
}

void Random::fill(std::span<std::uint8_t> bytes) {
  std::uint64_t word = 0;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (i % 8 == 0) word = next();
    bytes[i] = static_cast<std::uint8_t>(word >> (8 * (i % 8)));
  }
}

}  // namespace parley::sim
