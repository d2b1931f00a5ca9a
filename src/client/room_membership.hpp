#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/endpoint.hpp"
#include "base/name.hpp"
#include "client/registry_link.hpp"
#include "room/open_room.hpp"

namespace parley::client {

/// The person's membership of one chat room: at the registry by requests, among the members by an
/// OpenRoom. The two can part: while the registry is away the talk goes on, and restore() takes the
/// membership up again, of a room made anew where the registry forgot it.
///
///   outside ── enter() ──► entering ── port known, group joined ──► inside
///      ▲                       │                                      │
///      └────── leave() ────────┴───────── leave(), restore() refused ─┘
class RoomMembership {
 public:
  using Done = std::function<void(const Result<void>&)>;

  RoomMembership(Network& network, RegistryLink& link, const IpAddress& multicast_interface,
                 room::OpenRoomHandler& handler);

  /// Finds the room's port by its host and joins the group, as a member already at the registry. After
  /// an error, returned or told to `entered` in a later turn, the membership waits for its leave().
  Result<void> enter(const RoomName& room, std::string_view host, Done entered);

  /// Only while inside(). Errors as of OpenRoom::say().
  Result<void> say(std::string_view text) { return room_->say(text); }

  /// Tells the members, then the registry. False where the registry need not be told, because the
  /// membership ended with a lost connection: then `left` is not called.
  bool leave(OnReply left);

  /// The membership at the registry is lost with the connection.
  void on_link_lost() { ++epoch_; }

  /// Only while inside(), when the link is up anew. Not called back where the link is lost once more;
  /// after an error the person is outside.
  void restore(Done restored);

  /// Tells the members good-bye, the registry nothing.
  void abandon();

  bool inside() const { return room_ != nullptr; }
  std::uint16_t port() const { return room_->port(); }  ///< Only while inside().
  const std::optional<RoomName>& name() const { return name_; }
  const std::string& host() const { return host_; }  ///< As the registry said last.

 private:
  using Step = void (RoomMembership::*)(const wire::Answer&);

  void take_entry_port(const Reply& reply);
  Result<void> open_at_port(const Reply& reply);
  void ask_internally(const wire::Request& request, Step next);
  void rejoin();
  void take_rejoined(const wire::Answer& answer);
  void take_recreated(const wire::Answer& answer);
  void find_port_again(std::string_view host);
  void take_port_again(const wire::Answer& answer);
  void fail_restore(wire::Status status);

  Network& network_;
  RegistryLink& link_;
  IpAddress interface_;
  room::OpenRoomHandler& handler_;
  std::optional<RoomName> name_;
  std::string host_;
  std::unique_ptr<room::OpenRoom> room_;
  Done done_;                ///< Of enter() or restore().
  std::uint32_t epoch_ = 0;  ///< Answers to the questions of an earlier epoch or link mean nothing.
  bool recreated_ = false;   ///< restore() has tried to make the room anew.
};

}  // namespace parley::client
