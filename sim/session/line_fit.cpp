#include "sim/session/line_fit.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "sim/session/limits.hpp"

namespace parley::sim::session {
namespace {

constexpr int kSearchSteps = 80;
constexpr int kDeepest = 7;               ///< At most so often is a clock's course cut in two.
constexpr std::size_t kFewestBounds = 6;  ///< In a piece of it, of each sort.
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
  double low = -limits::kSteepest;
  double high = limits::kSteepest;
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

/// Adds knots for the clock's course from one moment to another.
void add_pieces(const std::vector<Bound>& least, const std::vector<Bound>& most, Instant from, Instant to,
                int depth, std::vector<Knot>& knots) {
  const Line line = fit_line(least, most);
  const Instant middle = from + (to - from) / 2;
  if (line.margin < Duration{} && depth < kDeepest) {
    const auto least_before = between(least, from, middle);
    const auto most_before = between(most, from, middle);
    const auto least_after = between(least, middle, to);
    const auto most_after = between(most, middle, to);
    const std::size_t fewest =
        std::min({least_before.size(), most_before.size(), least_after.size(), most_after.size()});
    if (fewest >= kFewestBounds) {
      add_pieces(least_before, most_before, from, middle, depth + 1, knots);
      return add_pieces(least_after, most_after, middle, to, depth + 1, knots);
    }
  }
  // A quarter from its ends, so that two neighbours meet half-way.
  const Duration quarter = (to - from) / 4;
  knots.push_back({from + quarter, line.at(from + quarter)});
  knots.push_back({to - quarter, line.at(to - quarter)});
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
  std::vector<Knot> knots;
  add_pieces(least, most, from, to, 0, knots);
  return Clock(knots);
}

}  // namespace parley::sim::session
