#include "sim/merge/clock.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace parley::sim::merge {
namespace {

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
