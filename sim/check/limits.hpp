#pragma once

#include <chrono>
#include <cstddef>

#include "base/time.hpp"

/// The bounds that the checks hold the programs to, by docs/protocol.md and not by the programs' own
/// constants: one that was changed by mistake is not repeated here.
namespace parley::sim::check {

using namespace std::chrono_literals;

inline constexpr Duration kPresenceTimeout = 3s;    ///< After which a session ends.
inline constexpr Duration kKeepAlivePeriod = 1s;    ///< How often a peer says that it lives.
inline constexpr Duration kKeepAliveSlack = 100ms;  ///< For clocks that drift.
inline constexpr Duration kReturnWindow = 30s;      ///< For which places are held after a restart.
inline constexpr Duration kStallTimeout = 10s;      ///< After which a client that takes none is cut off.
inline constexpr Duration kLoginTimeout = 15min;    ///< After which a connection without a login is closed.
inline constexpr std::size_t kMaxRooms = 10'000;
inline constexpr std::size_t kMaxMembers = 1'000;
inline constexpr std::size_t kMaxSessions = 12'000;
inline constexpr std::size_t kMaxHashes = 20'000;

/// A request is answered within the first, and the second for each other one that is under way.
inline constexpr Duration kAnswerBound = 10s;
inline constexpr Duration kAnswerBoundEach = 100ms;

/// With so many bytes of answers that have not arrived, the registry may hold a session's requests back.
inline constexpr std::size_t kHoldBackBytes = 200 * 1024;

/// With so many it must have stopped: what a session may keep, what is on its way, and something on top.
inline constexpr std::size_t kMaxUnreadBytes = 512 * 1024;

/// With so many, it may take the client for one that takes none.
inline constexpr std::size_t kStallBytes = 48 * 1024;

/// So many people are compared after each change; of more, all after so many more changes.
inline constexpr std::size_t kFewPeople = 64;
inline constexpr std::size_t kFewRooms = 16;

/// In this time after the last fault every view agrees: a peer tries for 30 s to come back, a place in a
/// room is held for 30 s, an answer is waited for 120 s at most, and each of them may follow the other.
inline constexpr Duration kSettleTime = 5min;

}  // namespace parley::sim::check
