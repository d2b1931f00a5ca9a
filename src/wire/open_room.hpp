#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <variant>

#include "base/name.hpp"

/// The datagrams of an open (v1) room: plain text, one message each, not more than 1,024 bytes, sent to
/// the room's multicast group. Anyone on the network can read and forge them.
namespace parley::wire {

struct Said {
  std::string user;  ///< As written: a v1 peer's name may not be one of ours.
  std::string text;
  bool operator==(const Said&) const = default;
};
struct Joined {
  std::string user;
  bool operator==(const Joined&) const = default;
};
struct Left {
  std::string user;
  bool operator==(const Left&) const = default;
};

/// Any other text beginning with `System:`, shown as it came.
struct Announced {
  std::string text;
  bool operator==(const Announced&) const = default;
};

/// A datagram that is no chat line at all (no `name: `, or not UTF-8).
struct Unrecognized {
  bool operator==(const Unrecognized&) const = default;
};

using RoomDatagram = std::variant<Said, Joined, Left, Announced, Unrecognized>;

std::string encode(const Said& said);      ///< `user: text`
std::string encode(const Joined& joined);  ///< `System: User NAME joined!`
std::string encode(const Left& left);      ///< `System: User NAME left.`

/// How many bytes of text a line of this user may have to fit into one datagram.
std::size_t longest_text(std::string_view user);

/// Reads the first 1,024 bytes, as original peers do.
RoomDatagram decode_room_datagram(std::string_view datagram);

}  // namespace parley::wire
