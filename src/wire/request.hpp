#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

#include "base/name.hpp"
#include "wire/verbs.hpp"

/// What a peer asks of the registry. One message is one TLS record in v1 and one line in v2; in both it
/// is words separated by any white space, as docs/protocol.md has them.
namespace parley::wire {

struct Hello {
  std::uint8_t version = 1;  ///< `HELLO P2P` is 1, `HELLO P2P 2` is 2.
  bool operator==(const Hello&) const = default;
};
struct Register {
  UserName user;
  std::string secret;
  bool operator==(const Register&) const = default;
};
struct Login {
  UserName user;
  std::string secret;
  std::uint16_t peer_port;
  bool operator==(const Login&) const = default;
};
struct Logout {
  std::string user;  ///< Empty where the peer named nobody; otherwise as sent, a name or not.
  bool operator==(const Logout&) const = default;
};
struct SearchUser {
  UserName user;
  bool operator==(const SearchUser&) const = default;
};
struct DiscoverPeers {
  bool detailed;  ///< With addresses, or names only.
  UserName asker;
  bool operator==(const DiscoverPeers&) const = default;
};
struct CreateRoom {
  RoomName room;
  UserName user;
  bool operator==(const CreateRoom&) const = default;
};
struct JoinRoom {
  RoomName room;
  UserName user;
  bool operator==(const JoinRoom&) const = default;
};
struct ExitRoom {
  UserName user;
  RoomName room;
  bool operator==(const ExitRoom&) const = default;
};
struct ShowRoomList {
  bool operator==(const ShowRoomList&) const = default;
};
struct DiscoverRoomPeers {
  RoomName room;
  bool operator==(const DiscoverRoomPeers&) const = default;
};

using Request = std::variant<Hello, Register, Login, Logout, SearchUser, DiscoverPeers, CreateRoom, JoinRoom,
                             ExitRoom, ShowRoomList, DiscoverRoomPeers>;

/// A message that is not a request, with the answer it gets. A name that cannot exist is answered as one
/// that does not (kNotFound) where something is looked up, and as kMalformed where it is to be made.
struct BadRequest {
  Verb verb;      ///< kError where the verb itself is unknown.
  Status status;  ///< kMalformed, kNotFound or kNotYours.
  std::string reason;
  bool operator==(const BadRequest&) const = default;
};

/// What is known of a request by its verb.
inline const RequestVerb& verb_of(const Request& request) { return kRequestVerbs[request.index()]; }

/// Reads one message. Never fails otherwise than by a BadRequest, whatever the bytes. An empty message
/// (white space alone) is a BadRequest too.
std::variant<Request, BadRequest> decode_request(std::string_view message);

/// The message without a line end.
std::string encode(const Request& request);

}  // namespace parley::wire
