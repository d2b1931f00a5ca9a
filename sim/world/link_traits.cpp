#include "sim/world/link_traits.hpp"

namespace parley::sim {
namespace {

/// One in a hundred takes fifty times the mean; the rest share the other half of it.
constexpr std::uint32_t kTailPermille = 10;
constexpr int kTailFactor = 50;

Duration heavy_tail(Duration mean, Random& luck) {
  return luck.exponential(luck.chance(kTailPermille) ? mean * kTailFactor : mean / 2);
}

Duration uniform(Duration mean, Random& luck) {
  return Duration(static_cast<std::int64_t>(luck.below(2 * static_cast<std::uint64_t>(mean.count()) + 1)));
}

}  // namespace

Duration draw_latency(const LinkTraits& traits, Random& luck) {
  switch (traits.latency_shape) {
    case LatencyShape::kExponential:
      break;
    case LatencyShape::kUniform:
      return traits.latency_min + uniform(traits.latency_spread, luck);
    case LatencyShape::kHeavyTail:
      return traits.latency_min + heavy_tail(traits.latency_spread, luck);
  }
  return traits.latency_min + luck.exponential(traits.latency_spread);
}

}  // namespace parley::sim
