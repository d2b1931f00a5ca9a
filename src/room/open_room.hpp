#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/endpoint.hpp"
#include "base/name.hpp"
#include "base/result.hpp"
#include "ports/datagram.hpp"
#include "wire/open_room.hpp"

namespace parley {
class Network;
}

namespace parley::room {

/// The multicast group of every open room; rooms differ by their port.
inline constexpr IpAddress kOpenGroup = IpAddress::v4(0xe0010101);  // 224.1.1.1

/// Takes what the others in a room write.
class OpenRoomHandler {
 public:
  /// Said, Joined, Left or Announced by another; its texts hold whatever bytes came, as UTF-8.
  virtual void on_room_message(const wire::RoomDatagram& message) = 0;

 protected:
  ~OpenRoomHandler() = default;
};

/// One member's place in an open (v1) room: plain text over UDP multicast, with no promise but that of
/// UDP. One's own messages, which the group sends back, are dropped by the name they carry. A line is
/// one datagram, whole or refused: cut in two it could be half lost, or swapped.
class OpenRoom final : private DatagramHandler {
 public:
  /// Joins the group on the interface with this address; says nothing to it yet.
  static Result<std::unique_ptr<OpenRoom>> join(Network& network, std::uint16_t port,
                                                const IpAddress& interface_address, UserName self,
                                                OpenRoomHandler& handler);

  void announce_joined();
  void announce_left();

  /// Says a line to the room. Error kFull, with the bound in words, where it does not fit into a
  /// datagram. Control characters are replaced first: an original peer would hand them to its terminal.
  Result<void> say(std::string_view text);

  std::uint16_t port() const { return group_.port; }

 private:
  OpenRoom(std::uint16_t port, UserName self, OpenRoomHandler& handler);
  void on_datagram(const Endpoint& from, std::string_view bytes) override;
  bool is_self(std::string_view user) const;

  Endpoint group_;
  UserName self_;
  OpenRoomHandler& handler_;
  std::unique_ptr<Datagram> socket_;
};

}  // namespace parley::room
