#pragma once

#include <optional>

#include "base/name.hpp"
#include "screens/screen_context.hpp"

namespace parley::screens {

/// The list of rooms.
struct FindChatRooms : ScreenBase {
  NextScreen enter(ScreenContext& context);
  NextScreen on_event(ScreenContext& context, const Event& event);
};

/// A new chat room, with the person in it.
struct CreateChatRoom : ScreenBase {
  std::optional<RoomName> room;  ///< Asked for.

  NextScreen enter(ScreenContext& context);
  NextScreen on_line(ScreenContext& context, std::string_view line);
  NextScreen on_event(ScreenContext& context, const Event& event);
};

/// A room of the others'.
struct JoinChatRoom : ScreenBase {
  std::optional<RoomName> room;  ///< Asked for.

  NextScreen enter(ScreenContext& context);
  NextScreen on_line(ScreenContext& context, std::string_view line);
  NextScreen on_event(ScreenContext& context, const Event& event);
};

/// The talk in a room, from the registry's yes to the return to the main menu: what is said goes out and
/// comes in here.
struct ChatScreen : ScreenBase {
  NextScreen enter(ScreenContext& context);
  NextScreen on_line(ScreenContext& context, std::string_view line);
  NextScreen on_event(ScreenContext& context, const Event& event);
};

}  // namespace parley::screens
