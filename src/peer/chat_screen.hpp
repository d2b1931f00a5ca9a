#pragma once

#include <string>

#include "base/name.hpp"
#include "peer/desk.hpp"
#include "wire/open_room.hpp"

namespace parley::peer {

/// The talk in a room, from the registry's yes to the return to the main menu.
struct ChatScreen : ScreenBase {
  RoomName room;
  std::string host;

  Next enter(Desk& desk);
  Next on_done(Desk& desk, const Result<void>& entered);
  Next on_line(Desk& desk, std::string_view line);
  Next on_reply(Desk& desk, const Reply& left);

 private:
  Next leave(Desk& desk);
};

/// Shows what another member wrote, in the colour that its kind has.
void show_room_message(Console& console, const wire::RoomDatagram& message);

}  // namespace parley::peer
