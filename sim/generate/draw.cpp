#include "sim/generate/draw.hpp"

#include <algorithm>
#include <numeric>

#include "base/check.hpp"
#include "base/limits.hpp"

namespace parley::sim::explore {
namespace {

using std::chrono::milliseconds;

std::size_t ms_of(Duration time) {
  return static_cast<std::size_t>(std::chrono::duration_cast<milliseconds>(time).count());
}

Duration of_ms(std::size_t ms) { return milliseconds(static_cast<milliseconds::rep>(ms)); }

}  // namespace

std::size_t Draw::weighted(const std::vector<std::uint32_t>& weights) {
  const std::size_t sum = std::accumulate(weights.begin(), weights.end(), std::size_t{0});
  PARLEY_CHECK(sum > 0);
  std::size_t left = below(sum);
  for (std::size_t i = 0;; ++i) {
    if (left < weights[i]) return i;
    left -= weights[i];
  }
}

Duration Draw::time_until(Duration most) { return of_ms(between(0, ms_of(most))); }

Duration Draw::length(Duration least, Duration most) {
  std::size_t doublings = 0;
  while (ms_of(least) << (doublings + 1) <= ms_of(most)) ++doublings;
  const std::size_t base = ms_of(least) << between(0, doublings);
  return std::min(of_ms(base + below(base)), most);
}

Duration Draw::telling_length(Duration most) {
  using namespace parley::limits;
  static const std::vector<Duration> kBounds = {kKeepAliveInterval, kKeepAliveTimeout, kOpenTimeout,
                                                kReturnWindow};
  if (!chance(500)) return length(milliseconds(10), most);
  const Duration bound = pick(kBounds);
  return std::min(of_ms(ms_of(bound) * between(90, 130) / 100), most);
}

}  // namespace parley::sim::explore
