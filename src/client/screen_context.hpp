#pragma once

#include <optional>
#include <string_view>

#include "base/endpoint.hpp"
#include "client/console.hpp"
#include "client/registry_link.hpp"
#include "client/room_membership.hpp"

namespace parley::client {

class Screens;
struct Screen;

/// The screen to go to; nothing: stay. A screen may go to itself, and so begins anew.
using NextScreen = std::optional<Screen>;

/// What a screen works with. What it asks of the registry comes back to the screen that is shown then:
/// a screen asks one thing at a time and stays until the answer.
struct ScreenContext {
  Console& console;
  RegistryLink& link;
  RoomMembership& room;
  Screens& screens;

  void open(const HostPort& registry);                                   ///< Answered by on_done().
  void ask(const wire::Request& request, IfLost if_lost);                ///< Answered by on_reply().
  void log_in(Credentials credentials);                                  ///< Answered by on_reply().
  Result<void> enter_room(const RoomName& room, std::string_view host);  ///< Answered by on_done().
  bool leave_room();  ///< As RoomMembership::leave(), answered by on_reply().
};

/// What a screen does where it says nothing else: it stays.
struct ScreenBase {
  NextScreen on_line(ScreenContext& context, std::string_view line);
  NextScreen on_reply(ScreenContext& context, const Reply& reply);
  NextScreen on_done(ScreenContext& context, const Result<void>& result);
};

}  // namespace parley::client
