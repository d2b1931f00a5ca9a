#pragma once

#include <chrono>

#include "base/time.hpp"

namespace parley::sim::check {

/// In this time after the last fault every view agrees: a peer tries for 30 s to come back, a place in a
/// room is held for 30 s, an answer is waited for 120 s at most, and each of them may follow the other.
inline constexpr Duration kSettleTime = std::chrono::minutes(5);

}  // namespace parley::sim::check
