#pragma once

#include <chrono>
#include <cstddef>

#include "base/time.hpp"

/// What a session keeps of its tapes at most, whatever is on them: the rest is left unmatched, and said.
namespace parley::sim::merge::limits {

using namespace std::chrono_literals;

inline constexpr std::size_t kTapes = 10'000;
inline constexpr std::size_t kStreams = 200'000;      ///< Of each tape.
inline constexpr std::size_t kPieces = 1'000'000;     ///< Writes and records of each tape.
inline constexpr std::size_t kDatagrams = 1'000'000;  ///< Sent or received, of each tape.
inline constexpr std::size_t kMemberships = 10'000;   ///< Of each tape.
inline constexpr std::size_t kNames = 2'000;          ///< People of whom there is no tape.
inline constexpr std::size_t kLineBytes = 1024;       ///< Of a line that is put together from pieces.

inline constexpr Duration kMaxTapeLength = 24h * 365;  ///< Later moments count as this one.
inline constexpr Duration kMaxOffset =
    24h * 365 * 100;  ///< Clocks that are farther apart contradict each other.

// Putting clocks together.
inline constexpr std::size_t kVotes = 4'096;    ///< Of a pair of tapes.
inline constexpr std::size_t kMaxRepeats = 64;  ///< What is sent, or received, more often says nothing.
inline constexpr Duration kVoteWindow = 1s;     ///< Votes so near to each other are for the same.
inline constexpr std::size_t kBounds = 4'096;   ///< Of a pair of tapes, each way.
inline constexpr std::size_t kRounds = 60;      ///< Of drawing every clock to the middle of its bounds.
inline constexpr double kMaxDrift = 0.15;       ///< By how much of its time a clock may go wrong.

// Finding what a message was sent as.
inline constexpr Duration kOpeningSkew = 15s;        ///< Between the two ends' hearing that a stream stands.
inline constexpr Duration kWallClockTolerance = 2s;  ///< The same, where only the calendar tells.
inline constexpr std::size_t kNeighbours = 512;      ///< Streams that stood before, or after, one.
inline constexpr Duration kMaxTransit = 120s;        ///< The longest way of a datagram.
inline constexpr std::size_t kCandidates = 64;       ///< The newest so many, of equal ones.
inline constexpr std::size_t kBlock = 4'096;         ///< Of equal datagrams that are looked at together.
inline constexpr Duration kClockTolerance = 50ms;    ///< So early may a datagram seem while clocks are rough.

}  // namespace parley::sim::merge::limits
