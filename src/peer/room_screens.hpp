#pragma once

#include <optional>

#include "base/name.hpp"
#include "peer/desk.hpp"

namespace parley::peer {

/// A new chat room, with the person in it.
struct CreateChatRoom : ScreenBase {
  std::optional<RoomName> room;

  Next enter(Desk& desk);
  Next on_line(Desk& desk, std::string_view line);
  Next on_reply(Desk& desk, const Reply& reply);
};

/// The list of rooms.
struct FindChatRooms : ScreenBase {
  Next enter(Desk& desk);
  Next on_reply(Desk& desk, const Reply& reply);
};

/// A room of the others'.
struct JoinChatRoom : ScreenBase {
  std::optional<RoomName> room;

  Next enter(Desk& desk);
  Next on_line(Desk& desk, std::string_view line);
  Next on_reply(Desk& desk, const Reply& reply);
};

}  // namespace parley::peer
