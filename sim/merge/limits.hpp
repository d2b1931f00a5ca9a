#pragma once

#include <chrono>
#include <cstddef>

#include "base/time.hpp"

/// What a merge keeps of its tapes at most, whatever is on them. The rest stays unmatched, and a remark says
/// so.
namespace parley::sim::merge::limits {

using namespace std::chrono_literals;

// Of all tapes together.
inline constexpr std::size_t kTapes = 1'024;
inline constexpr std::size_t kStreams = 200'000;
inline constexpr std::size_t kPieces = 4'000'000;     ///< Writes and records.
inline constexpr std::size_t kDatagrams = 4'000'000;  ///< Sent or received.
inline constexpr std::size_t kMemberships = 100'000;  ///< Sockets.
inline constexpr std::size_t kNames = 2'000;          ///< People without a tape.

inline constexpr std::size_t kOpenSockets = 1'000;  ///< Of a tape, at one time.
inline constexpr std::size_t kLineBytes = 1024;  ///< Of a request or answer that is put together from pieces.
inline constexpr std::size_t kRequests = 16;     ///< Open sign-ups and logins of a stream.

inline constexpr Duration kMaxTapeLength = 24h * 365;  ///< Later moments count as this one.
inline constexpr Duration kMaxOffset =
    24h * 365 * 100;  ///< Clocks that are farther apart contradict each other.

// Fitting clocks.
inline constexpr std::size_t kBounds = 4'096;     ///< Of a pair of tapes, each way.
inline constexpr std::size_t kFitBounds = 1'024;  ///< Of one clock, of each sort.
inline constexpr std::size_t kRounds = 60;        ///< Of moving every clock to the middle of its bounds.
inline constexpr double kMaxDrift = 0.15;         ///< By how much of its time a clock may drift.
inline constexpr Duration kUniqueSpread = 5s;     ///< Lines that were sent once agree on a clock within this.

// Finding what a datagram was sent as.
inline constexpr Duration kMaxTransit = 120s;      ///< The longest way of a datagram.
inline constexpr std::size_t kCandidates = 64;     ///< The newest so many, of equal ones.
inline constexpr std::size_t kBlock = 4'096;       ///< Of equal datagrams that are assigned together.
inline constexpr Duration kClockTolerance = 50ms;  ///< So early may a datagram seem to arrive.

}  // namespace parley::sim::merge::limits
