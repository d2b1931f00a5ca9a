#include "room/open_room.hpp"

#include <algorithm>
#include <utility>

#include "ports/network.hpp"
#include "wire/text.hpp"

namespace parley::room {

Result<std::unique_ptr<OpenRoom>> OpenRoom::join(Network& network, std::uint16_t port,
                                                 const IpAddress& interface_address, UserName self,
                                                 OpenRoomHandler& handler) {
  std::unique_ptr<OpenRoom> room(new OpenRoom(port, std::move(self), handler));
  auto socket = network.join_group(room->group_, interface_address, *room);
  if (!socket) return socket.error();
  room->socket_ = std::move(*socket);
  return room;
}

OpenRoom::OpenRoom(std::uint16_t port, UserName self, OpenRoomHandler& handler)
    : group_{kOpenGroup, port}, self_(std::move(self)), handler_(handler) {}

void OpenRoom::announce_joined() { socket_->send(group_, wire::encode(wire::Joined{self_.text()})); }

void OpenRoom::announce_left() { socket_->send(group_, wire::encode(wire::Left{self_.text()})); }

Result<void> OpenRoom::say(std::string_view text) {
  const auto shown = wire::printable(text);
  const auto longest = wire::longest_text(self_.text());
  if (shown.size() > longest) {
    return Error{ErrorCode::kFull, "This line is too long to send: it has " + std::to_string(shown.size()) +
                                       " bytes, at most " + std::to_string(longest) + " fit."};
  }
  socket_->send(group_, wire::encode(wire::Said{self_.text(), shown}));
  return {};
}

void OpenRoom::on_datagram(const Endpoint& /*from*/, std::string_view bytes) {
  const auto message = wire::decode_room_datagram(bytes);
  if (std::holds_alternative<wire::Unrecognized>(message)) return;
  if (const auto* said = std::get_if<wire::Said>(&message); said != nullptr && is_self(said->user)) return;
  if (const auto* in = std::get_if<wire::Joined>(&message); in != nullptr && is_self(in->user)) return;
  if (const auto* out = std::get_if<wire::Left>(&message); out != nullptr && is_self(out->user)) return;
  handler_.on_room_message(message);
}

bool OpenRoom::is_self(std::string_view user) const {
  // Most are somebody else: bytes that differ in more than the case of a letter say so at once.
  const auto alike = [](char a, char b) { return ((a ^ b) & ~0x20) == 0; };
  const std::string_view own = self_.text();
  if (!std::equal(user.begin(), user.end(), own.begin(), own.end(), alike)) return false;
  const auto name = UserName::parse(user);
  return name && *name == self_;
}

}  // namespace parley::room
