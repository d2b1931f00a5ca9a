#pragma once

#include <chrono>
#include <cstddef>

#include "base/time.hpp"

/// The bounds of an import.
namespace parley::sim::importing::limits {

using namespace std::chrono_literals;

/// What is kept of a recording, at most: more than fills a scenario file. What comes behind is left out.
inline constexpr std::size_t kKeptBytes = std::size_t{64} * 1024 * 1024;
inline constexpr std::size_t kActivityBytes = 200;  ///< Counted for each, besides its texts.
inline constexpr std::size_t kNotes = 20;           ///< Of what was left out.
/// After its last entry, a program that was killed is missed by the registry for so long at most.
inline constexpr Duration kNoticeDelay = 5s;

inline constexpr Duration kSettled = 60s;         ///< Within that all views agree again, under loss too.
inline constexpr Duration kSilence = 2s;          ///< The shortest between two blocks of a scenario.
inline constexpr std::size_t kSections = 12;      ///< Blocks that silences part.
inline constexpr std::size_t kNamesWritten = 12;  ///< Of those online; else their number.
inline constexpr Duration kHeard = 10s;           ///< Within that a line is on all screens.
inline constexpr std::size_t kTapesNamed = 8;     ///< In the comment on top.

}  // namespace parley::sim::importing::limits
