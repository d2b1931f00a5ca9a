#pragma once

#include <chrono>
#include <cstddef>

#include "base/time.hpp"

/// The bounds that the checks hold the programs to. They are copied from docs/protocol.md and not from the
/// programs' constants, so that a constant changed by mistake is noticed.
namespace parley::sim::check {

using namespace std::chrono_literals;

inline constexpr Duration kPresenceTimeout = 3s;    ///< A session ends after this much silence.
inline constexpr Duration kKeepAlivePeriod = 1s;    ///< A logged-in peer sends one keep-alive per period.
inline constexpr Duration kKeepAliveSlack = 100ms;  ///< Allowed on top, for clocks that drift.
inline constexpr Duration kReturnWindow = 30s;      ///< Members' places are held this long after a restart.
inline constexpr Duration kStallTimeout = 10s;      ///< A client that takes no answers is cut off after it.
inline constexpr Duration kLoginTimeout = 15min;    ///< A connection without a login is closed after it.
inline constexpr std::size_t kMaxRooms = 10'000;
inline constexpr std::size_t kMaxMembers = 1'000;
inline constexpr std::size_t kMaxSessions = 12'000;
inline constexpr std::size_t kMaxHashes = 20'000;

/// What the registry does for one connection in a turn, and how many of those that want more it serves at
/// once.
inline constexpr std::size_t kMessagesPerTurn = 64;
inline constexpr std::size_t kAnswerBytesPerTurn = 64 * 1024;
inline constexpr std::size_t kTurnsPerRound = 16;

/// A request must be answered within kAnswerBound, plus kAnswerBoundEach per open connection.
inline constexpr Duration kAnswerBound = 10s;
inline constexpr Duration kAnswerBoundEach = 100ms;

/// Above this many undelivered bytes of answers, the registry may stop handling a client's requests.
inline constexpr std::size_t kHoldBackBytes = 200 * 1024;

/// Above this many undelivered bytes it must have stopped: what a session may keep, what is in flight, and a
/// margin.
inline constexpr std::size_t kMaxUnreadBytes = 512 * 1024;

/// Above this many undelivered bytes, the registry may treat the client as one that takes no answers.
inline constexpr std::size_t kStallBytes = 48 * 1024;

/// Up to this many people or rooms, all are compared after each change. With n times as many, all are
/// compared after every n-th change or so, and what a turn touched after each.
inline constexpr std::size_t kFewPeople = 64;
inline constexpr std::size_t kFewRooms = 16;

/// All views must agree this long after the last fault. A peer tries to come back for 30 s, a place in a room
/// is held for 30 s, a peer waits for an answer for at most 120 s, and these may follow one another.
inline constexpr Duration kSettleTime = 5min;

}  // namespace parley::sim::check
