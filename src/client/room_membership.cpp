#include "client/room_membership.hpp"

#include <string>
#include <utility>

#include "base/check.hpp"
#include "client/refusal.hpp"

namespace parley::client {

RoomMembership::RoomMembership(Network& network, RegistryLink& link, const IpAddress& multicast_interface,
                               room::OpenRoomHandler& handler)
    : network_(network), link_(link), interface_(multicast_interface), handler_(handler) {}

Result<void> RoomMembership::enter(const RoomName& room, std::string_view host, Done entered) {
  PARLEY_CHECK(!name_);
  name_ = room;
  host_ = host;
  ++epoch_;
  const auto host_name = UserName::parse(host);
  if (!host_name) {
    return Error{ErrorCode::kMalformed,
                 "The registry names a host of this chat room that cannot be asked for."};
  }
  done_ = std::move(entered);
  link_.ask(wire::SearchUser{*host_name}, IfLost::kFail,
            [this](const Reply& reply) { take_entry_port(reply); });
  return {};
}

void RoomMembership::take_entry_port(const Reply& reply) {
  auto opened = open_at_port(reply);
  if (opened) room_->announce_joined();
  std::exchange(done_, nullptr)(opened);
}

Result<void> RoomMembership::open_at_port(const Reply& reply) {
  if (!reply) return reply.error();
  if (reply->status == wire::Status::kAlready || reply->status == wire::Status::kNotFound) {
    return Error{ErrorCode::kUnavailable,
                 "The chat room cannot be entered while its host is away. Please try again later."};
  }
  if (reply->status != wire::Status::kSuccess) {
    return Error{ErrorCode::kUnavailable, std::string(refusal(reply->status))};
  }
  const auto host = Endpoint::parse(reply->details);
  if (!host) return Error{ErrorCode::kMalformed, "The registry does not tell where this chat room talks."};
  auto room = room::OpenRoom::join(network_, host->port, interface_, link_.user(), handler_);
  if (!room) {
    return Error{room.error().code,
                 "The chat room's multicast group cannot be joined: " + room.error().message};
  }
  room_ = std::move(*room);
  return {};
}

bool RoomMembership::leave(OnReply left) {
  PARLEY_CHECK(name_.has_value());
  const wire::ExitRoom exit{link_.user(), *name_};
  abandon();
  if (!link_.up()) return false;
  link_.ask(exit, IfLost::kFail, std::move(left));
  return true;
}

void RoomMembership::abandon() {
  ++epoch_;
  if (room_) room_->announce_left();
  room_.reset();
  name_.reset();
  done_ = nullptr;
}

void RoomMembership::restore(Done restored) {
  PARLEY_CHECK(inside());
  ++epoch_;
  done_ = std::move(restored);
  recreated_ = false;
  rejoin();
}

void RoomMembership::ask_internally(const wire::Request& request, Step next) {
  link_.ask_internally(request, [this, epoch = epoch_, next](const Reply& reply) {
    if (epoch == epoch_ && reply) (this->*next)(*reply);
  });
}

void RoomMembership::rejoin() {
  ask_internally(wire::JoinRoom{*name_, link_.user()}, &RoomMembership::take_rejoined);
}

void RoomMembership::take_rejoined(const wire::Answer& answer) {
  if (answer.status == wire::Status::kSuccess) return find_port_again(answer.details);
  if (answer.status != wire::Status::kNotFound || recreated_) return fail_restore(answer.status);
  recreated_ = true;
  ask_internally(wire::CreateRoom{*name_, link_.user()}, &RoomMembership::take_recreated);
}

void RoomMembership::take_recreated(const wire::Answer& answer) {
  if (answer.status == wire::Status::kSuccess) return find_port_again(link_.user().text());
  if (answer.status == wire::Status::kNotFound) return rejoin();  // Another member was first.
  fail_restore(answer.status);
}

void RoomMembership::find_port_again(std::string_view host) {
  host_ = host;
  const auto name = UserName::parse(host);
  if (!name) return std::exchange(done_, nullptr)({});
  ask_internally(wire::SearchUser{*name}, &RoomMembership::take_port_again);
}

/// The talk stays where it is unless the registry names another port: then the room was made anew there,
/// and all who come back move.
void RoomMembership::take_port_again(const wire::Answer& answer) {
  const auto host = Endpoint::parse(answer.details);
  if (answer.status == wire::Status::kSuccess && host && host->port != room_->port()) {
    auto moved = room::OpenRoom::join(network_, host->port, interface_, link_.user(), handler_);
    if (moved) room_ = std::move(*moved);
  }
  std::exchange(done_, nullptr)({});
}

void RoomMembership::fail_restore(wire::Status status) {
  const auto done = std::exchange(done_, nullptr);
  abandon();
  done(Error{ErrorCode::kUnavailable, std::string(refusal(status))});
}

}  // namespace parley::client
