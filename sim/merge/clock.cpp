#include "sim/merge/clock.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <utility>

namespace parley::sim::merge {
namespace {

Duration scaled(Duration length, Duration by, Duration of) {
  const double share = static_cast<double>(by.count()) / static_cast<double>(of.count());
  return Duration(static_cast<Duration::rep>(static_cast<double>(length.count()) * share));
}

/// The two neighbours between which `next` points behind the first; the outer two beyond all knots.
std::pair<const Knot&, const Knot&> around(const std::vector<Knot>& knots,
                                           std::vector<Knot>::const_iterator next) {
  const auto first = std::clamp<std::ptrdiff_t>(next - knots.begin() - 1, 0, std::ssize(knots) - 2);
  return {knots[static_cast<std::size_t>(first)], knots[static_cast<std::size_t>(first) + 1]};
}

}  // namespace

Instant OwnTime::operator()(Instant at) {
  constexpr auto kLongest = static_cast<std::uint64_t>(Duration(limits::kMaxTapeLength).count());
  if (!zero_) zero_ = at;
  const auto passed = static_cast<std::uint64_t>(at.time_since_epoch().count()) -
                      static_cast<std::uint64_t>(zero_->time_since_epoch().count());
  const bool is_later = at >= *zero_ && passed <= kLongest;
  if (is_later) now_ = std::max(now_, Instant(Duration(static_cast<Duration::rep>(passed))));
  if (at > *zero_ && !is_later) now_ = Instant(limits::kMaxTapeLength);
  return now_;
}

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
  const auto& [a, b] = around(knots_, std::ranges::upper_bound(knots_, own, {}, &Knot::own));
  return own + a.ahead + scaled(b.ahead - a.ahead, own - a.own, b.own - a.own);
}

Instant Clock::own(Instant common) const {
  if (knots_.empty()) return common;
  if (knots_.size() == 1) return common - knots_.front().ahead;
  const auto common_of = [](const Knot& knot) { return knot.own + knot.ahead; };
  const auto& [a, b] = around(knots_, std::ranges::upper_bound(knots_, common, {}, common_of));
  return a.own + scaled(b.own - a.own, common - common_of(a), common_of(b) - common_of(a));
}

void Clock::shift(Duration by) {
  if (knots_.empty()) knots_.push_back({});
  for (Knot& knot : knots_) knot.ahead += by;
}

}  // namespace parley::sim::merge
