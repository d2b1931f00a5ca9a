#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

#include "base/time.hpp"

/// Every bound that Parley keeps, in one place. Each is tested at the bound and one past it.
namespace parley::limits {

using namespace std::chrono_literals;

// Names and words.
inline constexpr std::size_t kNameBytes = 32;
inline constexpr std::size_t kSecretBytes = 256;  ///< The one opaque word that stands for a password.

// Registry messages.
inline constexpr std::size_t kV1MessageBytes = 1024;          ///< What the original reads of one message.
inline constexpr std::size_t kV2LineBytes = 64 * 1024;        ///< A v2 line, its LF not counted.
inline constexpr std::size_t kAnswerBytes = 4 * 1024 * 1024;  ///< The longest answer a peer takes.
inline constexpr std::size_t kPendingRequestBytes =
    64 * 1024;  ///< Unread requests of a session; then reading stops.
inline constexpr std::size_t kUnsentBytes =
    256 * 1024;                                      ///< Unsent answers of a session; then its requests wait.
inline constexpr std::size_t kDatagramBytes = 1024;  ///< A v1 datagram, registry's or room's.

// Registry tables.
inline constexpr std::size_t kSessions = 12'000;
inline constexpr std::size_t kRooms = 10'000;
inline constexpr std::size_t kRoomMembers = 1'000;
inline constexpr std::size_t kPendingHashes = 20'000;  ///< Sign-ups and log-ins waiting for the hasher.

// Times of the registry.
inline constexpr Duration kKeepAliveInterval = 1s;
inline constexpr Duration kKeepAliveTimeout = 3s;
inline constexpr Duration kHandshakeTimeout = 10s;
inline constexpr Duration kAnonymousTimeout = 15min;   ///< A connection on which nobody logs in.
inline constexpr Duration kStalledWriteTimeout = 10s;  ///< A client that takes none of its answers.
inline constexpr Duration kLateAlarm = 250ms;          ///< From here on its lateness is no client's silence,
inline constexpr Duration kLateAlarmGrace = 2s;        ///< and clients have this longer still.
inline constexpr Duration kReturnWindow = 30s;  ///< After a restart, members may come back to their rooms.

// Times of a peer.
inline constexpr Duration kOpenTimeout = 10s;    ///< Connecting to a registry, up to its greeting.
inline constexpr Duration kHelloTimeout = 3s;    ///< A registry silent to `HELLO P2P 2` speaks only v1.
inline constexpr Duration kAnswerTimeout = 10s;  ///< An answer to a request.
inline constexpr Duration kHashedAnswerTimeout = 120s;  ///< One that waits for the registry's hasher.
inline constexpr Duration kLinkCheckPause = 10s;        ///< Of a link that rests, until it is tried.
inline constexpr Duration kRestoreWindow = 30s;         ///< For how long a lost connection is tried again.
inline constexpr Duration kFirstRetryPause = 250ms;     ///< Doubled with each try, up to the longest.
inline constexpr Duration kLongestRetryPause = 4s;

// Sockets: how much one of them may do in a turn of the loop before the others have theirs.
inline constexpr std::size_t kRecordsPerTurn = 16;
inline constexpr std::size_t kDatagramsPerTurn = 64;
inline constexpr std::size_t kAcceptsPerTurn = 64;
inline constexpr std::size_t kRecordsWithoutData = 32;     ///< Of a TLS connection, in a row,
inline constexpr Duration kRecordsWithoutDataTime = 1min;  ///< and within this time: then it ends.
inline constexpr Duration kReadBeforeAlarm = 100ms;  ///< For how long an alarm waits for what has arrived.
inline constexpr std::size_t kPendingHandshakes = 12'000;  ///< More connections wait unaccepted meanwhile.
inline constexpr std::size_t kStormHandshakes = 512;       ///< With more, all have more time:
inline constexpr Duration kStormHandshakeTimeout = 30s;    ///< the machines are busy, not the clients silent.
inline constexpr Duration kAcceptPause = 100ms;  ///< After running out of file descriptors, or of room.
inline constexpr Duration kLingerTimeout = 5s;   ///< Closing a connection in order.

// Rooms' endpoints: the port of the first host where it is free, else one of these.
inline constexpr std::uint16_t kFirstRoomPort = 20'000;
inline constexpr std::uint16_t kLastRoomPort = 29'999;

}  // namespace parley::limits
