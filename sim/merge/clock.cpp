#include "sim/merge/clock.hpp"

#include <algorithm>
#include <cstddef>

namespace parley::sim::merge {
namespace {

Duration scaled(Duration length, Duration by, Duration of) {
  const double share = static_cast<double>(by.count()) / static_cast<double>(of.count());
  return Duration(static_cast<Duration::rep>(static_cast<double>(length.count()) * share));
}

}  // namespace

Clock::Clock(const std::vector<Knot>& knots) {
  for (const Knot& knot : knots) {
    const bool is_later = knots_.empty() || (knot.own > knots_.back().own &&
                                             knot.own + knot.ahead > knots_.back().own + knots_.back().ahead);
    if (is_later) knots_.push_back(knot);
  }
}

Instant Clock::common(Instant own) const {
  if (knots_.empty()) return own;
  if (knots_.size() == 1) return own + knots_.front().ahead;
  const auto after = std::ranges::upper_bound(knots_, own, {}, &Knot::own);
  const auto first = std::clamp<std::ptrdiff_t>(after - knots_.begin() - 1, 0,
                                                static_cast<std::ptrdiff_t>(knots_.size()) - 2);
  const Knot& a = knots_[static_cast<std::size_t>(first)];
  const Knot& b = knots_[static_cast<std::size_t>(first) + 1];
  return own + a.ahead + scaled(b.ahead - a.ahead, own - a.own, b.own - a.own);
}

Instant Clock::own(Instant common) const {
  if (knots_.empty()) return common;
  if (knots_.size() == 1) return common - knots_.front().ahead;
  const auto common_of = [](const Knot& knot) { return knot.own + knot.ahead; };
  const auto after = std::ranges::upper_bound(knots_, common, {}, common_of);
  const auto first = std::clamp<std::ptrdiff_t>(after - knots_.begin() - 1, 0,
                                                static_cast<std::ptrdiff_t>(knots_.size()) - 2);
  const Knot& a = knots_[static_cast<std::size_t>(first)];
  const Knot& b = knots_[static_cast<std::size_t>(first) + 1];
  return a.own + scaled(b.own - a.own, common - common_of(a), common_of(b) - common_of(a));
}

void Clock::shift(Duration by) {
  if (knots_.empty()) knots_.push_back({});
  for (Knot& knot : knots_) knot.ahead += by;
}

}  // namespace parley::sim::merge
