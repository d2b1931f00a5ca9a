#pragma once

#include <optional>
#include <vector>

#include "base/time.hpp"
#include "sim/merge/limits.hpp"

namespace parley::sim::merge {

/// A tape's moments, counted from its first: never backwards, and never so late that sums of a few of
/// them overflow, whatever is on the tape.
class OwnTime {
 public:
  Instant operator()(Instant at);

  /// What the tape's own clock showed at its first entry.
  Instant zero() const { return zero_.value_or(Instant{}); }

 private:
  std::optional<Instant> zero_;
  Instant now_{};
};

/// How far ahead of a tape's own time the common one is, at a moment of its own.
struct Knot {
  Instant own{};
  Duration ahead{};
};

/// A tape's clock put to the common one: straight between knots, and continued beyond the outer ones as
/// between the last two there. It never stands still or runs backwards.
class Clock {
 public:
  Clock() = default;
  explicit Clock(Duration ahead) : knots_{{Instant{}, ahead}} {}

  /// In the order of their moments; those that would turn the clock back are left out.
  explicit Clock(const std::vector<Knot>& knots);

  Instant common(Instant own) const;
  void shift(Duration by);

  bool is_steady() const { return knots_.size() < 2; }
  const std::vector<Knot>& knots() const { return knots_; }

 private:
  std::vector<Knot> knots_;
};

/// At a moment of its own, a clock is at least, or at most, so far behind the common one.
struct Bound {
  Instant own{};
  Duration ahead{};
};

/// A straight course of a clock.
struct Line {
  Duration ahead{};   ///< At own time 0.
  double slope = 0;   ///< Per unit of own time.
  Duration margin{};  ///< To the nearest bound; negative: by how much that is broken.

  Duration at(Instant own) const;
};

/// The line farthest from all bounds, below which `least` lie and above which `most` do; a level one where
/// that breaks none. Of one sort alone: level, touching the nearest.
Line fit_line(const std::vector<Bound>& least, const std::vector<Bound>& most);

/// The course of a clock between its bounds: level where possible, else one line (the clock drifts), else
/// several, which meet where they cross or step from one to the next (the clock was set, or stood still).
Clock fit_clock(const std::vector<Bound>& least, const std::vector<Bound>& most);

}  // namespace parley::sim::merge
