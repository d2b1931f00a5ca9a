#include "sim/world/link_traits.hpp"

namespace parley::sim {
namespace {

/// One in a hundred takes fifty times the mean; the rest share the other half of it.
constexpr std::uint32_t kTailPermille = 10;
constexpr int kTailFactor = 50;

Duration heavy_tail(Duration mean, Random& rng) {
  return rng.exponential(rng.chance(kTailPermille) ? mean * kTailFactor : mean / 2);
}

Duration uniform(Duration mean, Random& rng) {
  return Duration(static_cast<std::int64_t>(rng.below(2 * static_cast<std::uint64_t>(mean.count()) + 1)));
}

}  // namespace

Duration draw_latency(const LinkTraits& traits, Random& rng) {
  switch (traits.latency_shape) {
    case LatencyShape::kExponential:
      break;
    case LatencyShape::kUniform:
      return traits.latency_min + uniform(traits.latency_spread, rng);
    case LatencyShape::kHeavyTail:
      return traits.latency_min + heavy_tail(traits.latency_spread, rng);
  }
  return traits.latency_min + rng.exponential(traits.latency_spread);
}

}  // namespace parley::sim
