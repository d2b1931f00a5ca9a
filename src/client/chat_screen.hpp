#pragma once

#include <string>

#include "base/name.hpp"
#include "client/screen_context.hpp"
#include "wire/open_room.hpp"

namespace parley::client {

/// The talk in a room, from the registry's yes to the return to the main menu.
struct ChatScreen : ScreenBase {
  RoomName room;
  std::string host;

  NextScreen enter(ScreenContext& context);
  NextScreen on_done(ScreenContext& context, const Result<void>& entered);
  NextScreen on_line(ScreenContext& context, std::string_view line);
  NextScreen on_reply(ScreenContext& context, const Reply& left);

 private:
  NextScreen leave(ScreenContext& context);
};

/// Shows what another member wrote, in the colour that its kind has.
void show_room_message(Console& console, const wire::RoomDatagram& message);

}  // namespace parley::client
