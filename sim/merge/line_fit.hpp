#pragma once

#include <optional>
#include <vector>

#include "base/time.hpp"
#include "sim/merge/clock.hpp"

namespace parley::sim::merge {

/// At a moment of its own, a clock is at least, or at most, so far behind the common one.
struct Bound {
  Instant own{};
  Duration ahead{};
};

/// A straight course of a clock, and how far it keeps from the nearest bound; negative: how far it breaks it.
struct Line {
  Duration ahead{};  ///< At own time 0.
  double slope = 0;  ///< Per unit of own time.
  Duration margin{};

  Duration at(Instant own) const;
};

/// The line farthest from all bounds, below which `least` lie and above which `most` do; a level one where
/// that breaks none. Of one sort alone: level, touching the nearest.
Line fit_line(const std::vector<Bound>& least, const std::vector<Bound>& most);

/// The course of a clock between its bounds: level where possible, else straight, else straight piece by
/// piece.
Clock fit_clock(const std::vector<Bound>& least, const std::vector<Bound>& most);

}  // namespace parley::sim::merge
