#pragma once

#include <cstdint>
#include <string>
#include <variant>

#include "base/endpoint.hpp"
#include "base/name.hpp"

/// What a face may tell the client to do. Behind each: the events that answer it, of which one comes in any
/// case; Refused may come instead of the first. No command waits for another one: while an answer is due,
/// only Say, LeaveRoom and LogOut are taken.
namespace parley::client {

/// Chooses the registry and connects to it: Connected. After that a lost connection is opened again by
/// itself.
struct Connect {
  HostPort registry;
};

/// SignedUp.
struct SignUp {
  UserName user;
  std::string secret;  ///< wire::secret_of() the password: the client never has the password itself.
};

/// LoggedIn. From then on keep-alives flow, and a lost connection is restored without being asked.
struct LogIn {
  UserName user;
  std::string secret;
  std::uint16_t port;  ///< Where the rooms talk that this person hosts.
};

/// Leaves the room, logs out and closes the connection, all at once and whatever else is under way. No event
/// answers it, and none follows until the next command.
struct LogOut {};

/// PeopleListed.
struct ListPeople {
  bool with_addresses = false;
};

/// UserFound.
struct SearchUser {
  UserName user;
};

/// RoomsListed.
struct ListRooms {};

/// RoomCreated, then RoomEntered or RoomNotEntered.
struct CreateRoom {
  RoomName room;
};

/// RoomJoined, then RoomEntered or RoomNotEntered.
struct JoinRoom {
  RoomName room;
};

/// RoomLeft.
struct LeaveRoom {};

/// Says a line to the room. Nothing answers it unless it is refused: UDP promises nothing.
struct Say {
  std::string text;
};

using Command = std::variant<Connect, SignUp, LogIn, LogOut, ListPeople, SearchUser, ListRooms, CreateRoom,
                             JoinRoom, LeaveRoom, Say>;

}  // namespace parley::client
