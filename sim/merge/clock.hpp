#pragma once

#include <vector>

#include "base/time.hpp"

namespace parley::sim::merge {

/// How far ahead of a tape's own time the common one is, at a moment of its own.
struct Knot {
  Instant own{};
  Duration ahead{};
};

/// A tape's clock put to the common one: straight between knots, and on beyond the outer ones as between
/// the last two there. It never stands still or runs backwards.
class Clock {
 public:
  Clock() = default;
  explicit Clock(Duration ahead) : knots_{{Instant{}, ahead}} {}

  /// In the order of their moments; those that would turn the clock back are left out.
  explicit Clock(const std::vector<Knot>& knots);

  Instant common(Instant own) const;
  Instant own(Instant common) const;
  void shift(Duration by);

  bool is_steady() const { return knots_.size() < 2; }
  const std::vector<Knot>& knots() const { return knots_; }

 private:
  std::vector<Knot> knots_;
};

}  // namespace parley::sim::merge
