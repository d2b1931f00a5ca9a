#pragma once

#include <optional>
#include <string_view>

#include "base/endpoint.hpp"
#include "peer/console.hpp"
#include "peer/registry_link.hpp"
#include "peer/room_session.hpp"

namespace parley::peer {

class Screens;
struct Screen;

/// The screen to go to; nothing: stay. A screen may go to itself, and so begins anew.
using Next = std::optional<Screen>;

/// What a screen works with. What it asks of the registry comes back to the screen that is shown then:
/// a screen asks one thing at a time and stays until the answer.
struct Desk {
  Console& console;
  RegistryLink& link;
  RoomSession& room;
  Screens& screens;

  void open(const HostPort& registry);                                   ///< Answered by on_done().
  void ask(const wire::Request& request, IfLost if_lost);                ///< Answered by on_reply().
  void log_in(Credentials credentials);                                  ///< Answered by on_reply().
  Result<void> enter_room(const RoomName& room, std::string_view host);  ///< Answered by on_done().
  bool leave_room();  ///< As RoomSession::leave(), answered by on_reply().
};

/// What a screen does where it says nothing else: it stays.
struct ScreenBase {
  Next on_line(Desk& desk, std::string_view line);
  Next on_reply(Desk& desk, const Reply& reply);
  Next on_done(Desk& desk, const Result<void>& result);
};

}  // namespace parley::peer
