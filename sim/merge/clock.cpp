#include "sim/merge/clock.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <limits>

namespace parley::sim::merge {
namespace {

Duration scaled(Duration length, Duration by, Duration of) {
  const double share = static_cast<double>(by.count()) / static_cast<double>(of.count());
  return Duration(static_cast<Duration::rep>(static_cast<double>(length.count()) * share));
}

constexpr int kSearchSteps = 80;
constexpr int kCutSteps = 20;             ///< Of the search for the best cut of a course in two.
constexpr int kDeepest = 4;               ///< How often a course is cut in two at most.
constexpr std::size_t kFewestBounds = 4;  ///< Of each sort, in a part of a course.
constexpr double kGolden = 0.61803398874989485;

double own_of(const Bound& bound) { return static_cast<double>(bound.own.time_since_epoch().count()); }

/// How far the bounds lie from a line of a given slope, and where that line begins.
Line best_with(double slope, const std::vector<Bound>& least, const std::vector<Bound>& most) {
  double floor = -std::numeric_limits<double>::infinity();
  double ceiling = std::numeric_limits<double>::infinity();
  for (const Bound& bound : least)
    floor = std::max(floor, static_cast<double>(bound.ahead.count()) - slope * own_of(bound));
  for (const Bound& bound : most)
    ceiling = std::min(ceiling, static_cast<double>(bound.ahead.count()) - slope * own_of(bound));
  if (least.empty() && most.empty()) return {Duration{}, slope, Duration{}};
  const double start = least.empty() ? ceiling : (most.empty() ? floor : (floor + ceiling) / 2);
  const double margin = least.empty() || most.empty() ? 0 : (ceiling - floor) / 2;
  return {Duration(std::llround(start)), slope, Duration(std::llround(margin))};
}

/// The margin is a concave function of the slope.
Line steepest_search(const std::vector<Bound>& least, const std::vector<Bound>& most) {
  double low = -limits::kMaxDrift;
  double high = limits::kMaxDrift;
  for (int i = 0; i < kSearchSteps; ++i) {
    const double a = high - kGolden * (high - low);
    const double b = low + kGolden * (high - low);
    if (best_with(a, least, most).margin < best_with(b, least, most).margin) {
      low = a;
    } else {
      high = b;
    }
  }
  return best_with((low + high) / 2, least, most);
}

std::vector<Bound> between(const std::vector<Bound>& bounds, Instant from, Instant to) {
  std::vector<Bound> some;
  for (const Bound& bound : bounds) {
    if (bound.own >= from && bound.own < to) some.push_back(bound);
  }
  return some;
}

/// What bounds a clock from one moment to another.
struct Stretch {
  Instant from{};
  Instant to{};
  std::vector<Bound> least;
  std::vector<Bound> most;
};

Stretch part_of(const Stretch& whole, Instant from, Instant to) {
  return {from, to, between(whole.least, from, to), between(whole.most, from, to)};
}

Line line_of(const Stretch& stretch) { return fit_line(stretch.least, stretch.most); }

/// Where a stretch is best cut in two: the later the cut, the worse its first part fits and the better its
/// second one.
Instant best_cut(const Stretch& whole) {
  Instant low = whole.from;
  Instant high = whole.to;
  for (int i = 0; i < kCutSteps; ++i) {
    const Instant middle = low + (high - low) / 2;
    const Line before = line_of(part_of(whole, whole.from, middle));
    const Line after = line_of(part_of(whole, middle, whole.to));
    (before.margin > after.margin ? low : high) = middle;
  }
  return high < whole.to ? high : low + (high - low) / 2;
}

/// A part of the course, and its line.
struct Segment {
  Stretch part;
  Line line;
};

void add_segments(const Stretch& whole, int depth, std::vector<Segment>& segments) {
  if (whole.least.empty() && whole.most.empty()) return;
  const Line line = line_of(whole);
  const bool is_long = std::min(whole.least.size(), whole.most.size()) >= 2 * kFewestBounds;
  if (line.margin >= Duration{} || depth == kDeepest || !is_long) {
    segments.push_back({whole, line});
    return;
  }
  const Instant cut = best_cut(whole);
  add_segments(part_of(whole, whole.from, cut), depth + 1, segments);
  add_segments(part_of(whole, cut, whole.to), depth + 1, segments);
}

/// The last bound before a moment, or the first from it on.
Instant nearest_bound(const Stretch& stretch, bool last) {
  Instant nearest = last ? stretch.from : stretch.to;
  for (const auto* bounds : {&stretch.least, &stretch.most}) {
    for (const Bound& bound : *bounds) {
      nearest = last ? std::max(nearest, bound.own) : std::min(nearest, bound.own);
    }
  }
  return nearest;
}

/// Where two neighbours meet: at their crossing, if that is near the cut between them. Else the clock steps
/// from the one to the other, between the last bound before the cut and the first one after it.
void add_joint(const Segment& before, const Segment& after, std::vector<Knot>& knots) {
  const double slopes = before.line.slope - after.line.slope;
  const Duration apart = after.line.at(before.part.to) - before.line.at(before.part.to);
  const Duration near = std::min(before.part.to - before.part.from, after.part.to - after.part.from) / 4;
  const double until = slopes == 0 ? 0 : static_cast<double>(apart.count()) / slopes;
  if (slopes != 0 && std::abs(until) <= static_cast<double>(near.count())) {
    const Instant crossing = before.part.to + Duration(std::llround(until));
    return knots.push_back({crossing, before.line.at(crossing)});
  }
  const Instant last = nearest_bound(before.part, true);
  const Instant first = nearest_bound(after.part, false);
  knots.push_back({last, before.line.at(last)});
  knots.push_back({first, after.line.at(first)});
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
  const auto next = std::ranges::upper_bound(knots_, own, {}, &Knot::own);
  const auto first = std::clamp<std::ptrdiff_t>(next - knots_.begin() - 1, 0, std::ssize(knots_) - 2);
  const Knot& a = knots_[static_cast<std::size_t>(first)];
  const Knot& b = knots_[static_cast<std::size_t>(first) + 1];
  return own + a.ahead + scaled(b.ahead - a.ahead, own - a.own, b.own - a.own);
}

void Clock::shift(Duration by) {
  if (knots_.empty()) knots_.push_back({});
  for (Knot& knot : knots_) knot.ahead += by;
}

Duration Line::at(Instant own) const {
  return ahead + Duration(std::llround(slope * static_cast<double>(own.time_since_epoch().count())));
}

Line fit_line(const std::vector<Bound>& least, const std::vector<Bound>& most) {
  const Line level = best_with(0, least, most);
  return level.margin >= Duration{} ? level : steepest_search(least, most);
}

Clock fit_clock(const std::vector<Bound>& least, const std::vector<Bound>& most) {
  const Line line = fit_line(least, most);
  if (line.slope == 0) return Clock(line.ahead);
  Instant from = Instant::max();
  Instant to{};
  for (const auto* bounds : {&least, &most}) {
    for (const Bound& bound : *bounds) {
      from = std::min(from, bound.own);
      to = std::max(to, bound.own + Duration(1));
    }
  }
  std::vector<Segment> segments;
  add_segments({from, to, least, most}, 0, segments);
  std::vector<Knot> knots{{from, segments.front().line.at(from)}};
  for (std::size_t i = 1; i < segments.size(); ++i) add_joint(segments[i - 1], segments[i], knots);
  knots.push_back({to, segments.back().line.at(to)});
  return Clock(knots);
}

}  // namespace parley::sim::merge
