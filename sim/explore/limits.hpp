#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

#include "base/time.hpp"

/// The bounds of an exploration.
namespace parley::sim::explore::limits {

using namespace std::chrono_literals;

inline constexpr std::size_t kJobs = 256;
inline constexpr std::size_t kMaxPeople = 2'000;              ///< Of `--peers`.
inline constexpr std::size_t kStderrTailBytes = 64 * 1024;    ///< Of what a dying process says, kept.
inline constexpr std::size_t kReportBytes = 1024 * 1024;      ///< Of one play.
inline constexpr std::chrono::seconds kPlaySeconds{60};       ///< Of CPU time: beyond, the play hangs.
inline constexpr std::chrono::seconds kShrinkPlaySeconds{5};  ///< Likewise, of a play while shrinking.
inline constexpr std::uint64_t kWorkerBytes = std::uint64_t{4} << 30;  ///< Of memory, for one worker.

inline constexpr std::size_t kShrinkPlays = 2'000;          ///< To make one failure small.
inline constexpr std::uint64_t kShrinkEvents = 60'000'000;  ///< In all those plays.
inline constexpr std::size_t kShrinkHangs = 30;             ///< Of those plays, so many may hang.

/// One play in so many is recorded, and its tapes are replayed.
inline constexpr std::uint64_t kSeedsPerReplay = 10;

/// From so many seeds on, a check that was never evaluated or a fault that never struck is a failure.
inline constexpr std::uint64_t kCoverageSeeds = 500;

}  // namespace parley::sim::explore::limits
