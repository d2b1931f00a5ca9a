#pragma once

#include <cstdint>
#include <vector>

#include "base/name.hpp"

namespace parley::registry {

struct Member {
  UserName user;
  bool present = true;  ///< False for one whose place is held after a restart of the registry.
};

/// Somebody on the way into a room: nobody sees them in it before the store has it.
struct Newcomer {
  UserName user;
  std::uint64_t commit = 0;  ///< The version of the commit that is under way with them in it; 0: none yet.
};

struct Room {
  RoomName name;
  std::uint64_t number = 0;   ///< Rises with each room made.
  std::uint16_t port = 0;     ///< Of its chat endpoint, for life.
  std::uint64_t version = 0;  ///< Rises with each change of the members.
  std::uint64_t term = 0;     ///< Rises with each change of host.
  std::vector<Member> members;
  std::vector<Newcomer> newcomers;  ///< In the order in which they asked.
  std::uint64_t last_version = 0;   ///< The highest that a change or a commit has had.

  const UserName& host() const { return members.front().user; }  ///< Where there are members.
};

enum class RoomOutcome : std::uint8_t {
  kDone,          ///< Possible: the room may be made, or entered.
  kAlreadyThere,  ///< They are in it, or a place in it is held for them.
  kTaken,         ///< A room by that name stands, or is being made.
  kUnknown,       ///< None does.
  kInOtherRoom,   ///< The person is present in another room.
  kFull,          ///< A limit is reached.
};

/// What is left of a room that somebody left.
struct Departure {
  RoomName name;
  const Room* room;  ///< Nothing where no member is left. Valid until the next change.
  bool host_changed = false;
  bool gone = false;  ///< It stood before, and nobody is on the way into it either.
};

}  // namespace parley::registry
