#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <variant>

#include "base/limits.hpp"
#include "base/result.hpp"
#include "base/time.hpp"

namespace parley::registry {

/// The bounds that one registry keeps, by default those of base/limits.hpp. A test or an operator may set
/// smaller ones; nothing in this folder reads the constants themselves. What the wire fixes for everybody
/// (the length of a name, of a v1 message) is not among them.
struct RegistryLimits {
  Duration keep_alive_interval = limits::kKeepAliveInterval;  ///< Told to v2 clients.
  Duration keep_alive_timeout = limits::kKeepAliveTimeout;
  Duration anonymous_timeout = limits::kAnonymousTimeout;
  Duration stalled_write_timeout = limits::kStalledWriteTimeout;
  Duration return_window = limits::kReturnWindow;
  /// How long a room's port rests: until a member has noticed that the room is gone. Their peer asks at the
  /// latest when its link has rested for so long, waits for the answer, and tries for so long to come back.
  Duration port_quarantine = limits::kLinkCheckPause + limits::kAnswerTimeout + limits::kRestoreWindow;

  std::size_t sessions = limits::kSessions;     ///< Connections, with a log-in or without.
  std::size_t connections_per_address = 2'000;  ///< Or per IPv6 /64.
  std::size_t rooms = limits::kRooms;
  std::size_t room_members = limits::kRoomMembers;
  std::size_t pending_hashes = limits::kPendingHashes;
  std::size_t hashes_at_once = 2;  ///< As many as the hasher has threads: the others wait for their turn.
  Duration hash_wait = std::chrono::seconds(100);  ///< The longest wait for a turn; who had more is refused.
  std::size_t pending_request_bytes = limits::kPendingRequestBytes;
  std::size_t unsent_bytes = limits::kUnsentBytes;
  std::size_t line_bytes = limits::kV2LineBytes;  ///< Of a v2 request, its LF not counted.

  /// What one connection gives out, and is answered, before the others have their turn; and how many of those
  /// who want more are served between two looks at everybody else.
  std::size_t messages_per_turn = 64;
  std::size_t answer_bytes_per_turn = 64 * 1024;
  std::size_t turns_per_round = 16;

  std::uint16_t first_room_port = limits::kFirstRoomPort;
  std::uint16_t last_room_port = limits::kLastRoomPort;

  bool operator==(const RegistryLimits&) const = default;
};

/// One limit as a tape's header or a configuration has it: a tag that never changes, and a number (of
/// nanoseconds, where it is a time).
struct LimitField {
  using Member = std::variant<Duration RegistryLimits::*, std::size_t RegistryLimits::*,
                              std::uint16_t RegistryLimits::*>;
  std::uint8_t tag;
  std::string_view name;
  Member member;
  std::uint64_t least;
  std::uint64_t most;
  /// What held before there was such a limit, and so on a tape without it; else the default.
  std::optional<std::uint64_t> formerly{};
};

/// All of them, by tag.
std::span<const LimitField> limit_fields();

std::uint64_t value_of(const RegistryLimits& from, const LimitField& field);

/// Error kMalformed, and no change, for a tag that is unknown and for a value out of its range.
Result<void> set_limit(RegistryLimits& to, std::uint8_t tag, std::uint64_t value);

/// Error kMalformed where a limit is out of its range, or the room ports end before they begin.
Result<void> check_limits(const RegistryLimits& limits);

}  // namespace parley::registry
