#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <variant>

#include "base/endpoint.hpp"
#include "base/name.hpp"
#include "client/refusal.hpp"
#include "wire/answer.hpp"

/// What the client tells its face. Views and references live until on_event() returns.
namespace parley::client {

// The registry.
struct Connected {};
struct TrustedOnFirstUse {
  const HostPort& registry;
  std::string_view key;  ///< Its fingerprint, pinned from now on.
};
/// It is not connected to: Failed follows.
struct Distrusted {
  enum class Why : std::uint8_t { kOtherKey, kPinsUnreadable, kPinNotSaved, kNoAuthority };
  Why why;
  const HostPort& registry;
  std::string_view key;  ///< That it shows.
  std::string detail;    ///< kOtherKey: the key that is pinned. kPins...: the error.
};
struct Lost {};      ///< The connection, while logged in. Restored or Failed follows.
struct Restored {};  ///< Connected and logged in anew; in a room: that too, unless RoomLost follows.
/// The connection is given up, and the client has left and logged out.
struct Failed {
  enum class Why : std::uint8_t { kUnreachable, kUntrusted };
  Why why;
  std::string message;  ///< Empty where Distrusted told it.
};

// Answers.
struct SignedUp {};
struct LoggedIn {};
struct PeopleListed {
  bool with_addresses;
  std::span<const wire::PeerEntry> people;
};
struct UserFound {
  std::string_view address;  ///< `IP:port`, in the registry's words.
};
struct RoomsListed {
  std::span<const wire::RoomEntry> rooms;
};

// The room.
struct RoomCreated {
  const RoomName& room;
};
struct RoomJoined {
  const RoomName& room;
};
struct RoomEntered {
  const RoomName& room;
};
/// Its members cannot be reached: RoomLeft follows.
struct RoomNotEntered {
  std::string message;
};
/// Left, whatever the registry says. `objection`: what it says where it does not agree, else empty.
struct RoomLeft {
  std::string_view objection;
};
struct RoomLost {  ///< After an outage the registry did not let the person back in.
  std::string message;
};
struct HostChanged {
  std::string_view host;
};
struct MemberJoined {
  std::string_view user;
};
struct MemberLeft {
  std::string_view user;
};
struct Line {
  std::string_view user;
  std::string_view text;
};
struct Notice {  ///< Another `System:` text in the room, whole.
  std::string_view text;
};

using Event =
    std::variant<Refused, Connected, TrustedOnFirstUse, Distrusted, Lost, Restored, Failed, SignedUp,
                 LoggedIn, PeopleListed, UserFound, RoomsListed, RoomCreated, RoomJoined, RoomEntered,
                 RoomNotEntered, RoomLeft, RoomLost, HostChanged, MemberJoined, MemberLeft, Line, Notice>;

/// Takes what happens, in its order.
class ClientHandler {
 public:
  /// May give commands from within, and so be called again before it returns; must not destroy the client.
  virtual void on_event(const Event& event) = 0;

 protected:
  ~ClientHandler() = default;
};

}  // namespace parley::client
