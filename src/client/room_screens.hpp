#pragma once

#include <optional>

#include "base/name.hpp"
#include "client/screen_context.hpp"

namespace parley::client {

/// A new chat room, with the person in it.
struct CreateChatRoom : ScreenBase {
  std::optional<RoomName> room;

  NextScreen enter(ScreenContext& context);
  NextScreen on_line(ScreenContext& context, std::string_view line);
  NextScreen on_reply(ScreenContext& context, const Reply& reply);
};

/// The list of rooms.
struct FindChatRooms : ScreenBase {
  NextScreen enter(ScreenContext& context);
  NextScreen on_reply(ScreenContext& context, const Reply& reply);
};

/// A room of the others'.
struct JoinChatRoom : ScreenBase {
  std::optional<RoomName> room;

  NextScreen enter(ScreenContext& context);
  NextScreen on_line(ScreenContext& context, std::string_view line);
  NextScreen on_reply(ScreenContext& context, const Reply& reply);
};

}  // namespace parley::client
