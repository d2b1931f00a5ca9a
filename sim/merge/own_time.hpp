#pragma once

#include <algorithm>
#include <optional>

#include "base/time.hpp"
#include "sim/merge/limits.hpp"

namespace parley::sim::merge {

/// A tape's moments, counted from its first: never backwards, and never so late that sums of a few of
/// them overflow, whatever is on the tape.
class OwnTime {
 public:
  Instant operator()(Instant at) {
    if (!zero_) zero_ = at;
    const auto passed = static_cast<std::uint64_t>(at.time_since_epoch().count()) -
                        static_cast<std::uint64_t>(zero_->time_since_epoch().count());
    const bool is_later = at >= *zero_ && passed <= kLongest;
    if (is_later) now_ = std::max(now_, Instant(Duration(static_cast<Duration::rep>(passed))));
    if (at > *zero_ && !is_later) now_ = Instant(limits::kMaxTapeLength);
    return now_;
  }

  /// What the tape's own clock showed at its first entry.
  Instant zero() const { return zero_.value_or(Instant{}); }

 private:
  static constexpr auto kLongest = static_cast<std::uint64_t>(Duration(limits::kMaxTapeLength).count());

  std::optional<Instant> zero_;
  Instant now_{};
};

}  // namespace parley::sim::merge
