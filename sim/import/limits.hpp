#pragma once

#include <chrono>
#include <cstddef>

#include "base/time.hpp"

/// The bounds of an import.
namespace parley::sim::importing::limits {

using namespace std::chrono_literals;

/// What is kept of a recording at most: more than fills a scenario file. The rest is left out.
inline constexpr std::size_t kKeptBytes = std::size_t{64} * 1024 * 1024;
inline constexpr std::size_t kActivityBytes = 200;  ///< Counted for each, besides its texts.
inline constexpr std::size_t kNotes = 20;           ///< On what was left out.
/// So long after its last entry at most the registry notices that a program was killed.
inline constexpr Duration kNoticeDelay = 5s;

inline constexpr Duration kSettled = 60s;     ///< All views agree again within this time, even under loss.
inline constexpr Duration kSilence = 2s;      ///< The shortest that separates two blocks of a scenario.
inline constexpr std::size_t kSections = 12;  ///< Blocks that silences separate.
inline constexpr std::size_t kNamesWritten =
    12;                                        ///< Of people online; if there are more, only their number is.
inline constexpr Duration kHeard = 10s;        ///< A line is on all screens within this time.
inline constexpr std::size_t kTapesNamed = 8;  ///< In the comment on top.

}  // namespace parley::sim::importing::limits
