#pragma once

#include <chrono>
#include <cstdint>

namespace parley {

/// A length of time, in nanoseconds.
using Duration = std::chrono::nanoseconds;

/// The time line of one node: it starts at an arbitrary zero, never runs backwards, and says nothing
/// about the calendar. All that Parley decides, it decides by this; nothing trusts a wall clock.
struct Timeline {
  using duration = Duration;
  using rep = duration::rep;
  using period = duration::period;
  using time_point = std::chrono::time_point<Timeline>;
  static constexpr bool is_steady = true;
};

/// A moment on a node's time line.
using Instant = Timeline::time_point;

}  // namespace parley
