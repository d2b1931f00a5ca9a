#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "client/command.hpp"
#include "client/event.hpp"
#include "client/registry_link.hpp"
#include "client/room_membership.hpp"
#include "ports/timer_queue.hpp"

namespace parley::client {

/// What a client is doing, for checks and for people; the names are valid until the next turn.
struct Snapshot {
  std::string_view user;        ///< Who is logged in here; empty: nobody.
  std::string_view room;        ///< Which room they are in; empty: none.
  std::uint16_t room_port = 0;  ///< Where the room talks.
  bool connected = false;       ///< Logged in, on a connection that stands as far as is known here.
};

/// The chat client without a face: takes Commands, gives Events, and knows neither a terminal nor a word that
/// is shown there. It keeps one connection to the registry, restores it with the session and the room, and
/// holds the room's datagrams to the other members. Menus, a full screen and a program are each a handler of
/// its events. Single-threaded as the Registry is.
class Client final : private LinkHandler, private room::OpenRoomHandler {
 public:
  /// Does nothing before the first command.
  Client(const ClientPorts& ports, const PeerOptions& options, ClientHandler& handler);
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;
  ~Client() = default;  ///< At any time, as a crash does: nothing is said to anybody.

  /// Its answers may come within the call. A command that does not fit the state is Refused, kNotNow.
  void execute(const Command& command);

  Snapshot snapshot() const;

 private:
  struct Executor;
  using OnGranted = std::function<void(const wire::Answer&)>;

  std::string_view obstacle(const Command& command) const;
  OnReply on_granted(OnGranted granted);
  void ask(const wire::Request& request, IfLost if_lost, OnGranted granted);
  void take_people(const Reply& reply, bool with_addresses);
  void take_rooms(const wire::Answer& answer);
  void enter(const Event& admitted, const RoomName& room, const std::string& host);
  void take_entered(const Result<void>& entered);
  void leave();
  void close();

  void on_room_message(const wire::RoomDatagram& message) override;
  void on_link_lost() override;
  void on_link_restored() override;
  void on_link_failed(Failed::Why why, const std::string& reason) override;

  ClientHandler& handler_;
  bool outage_ = false;    ///< The handler was told of one.
  bool entering_ = false;  ///< From the registry's yes to a room until its members can be reached, or not.
  TimerQueue timers_;
  RegistryLink link_;
  RoomMembership room_;
};

}  // namespace parley::client
