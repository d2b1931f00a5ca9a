#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace parley::wire {

/// The number that an answer carries in angle brackets.
enum class Status : std::uint16_t {
  kSuccess = 200,
  kAlready = 300,  ///< Exists (REGISTER), is online (AUTH), is not online (SEARCH_USER).
  kMalformed = 400,
  kNotLoggedIn = 401,
  kNotYours = 403,  ///< In another's name.
  kNotFound = 404,  ///< No such thing; also a wrong secret, and a taken room name.
  kConflict = 409,  ///< The session is in a state that does not allow it (already in another room).
  kSlowDown = 429,
  kStoreFailed = 500,
  kShuttingDown = 503,
};

/// The word that an answer begins with.
enum class Verb : std::uint8_t {
  kHello,         ///< `HELLO` (v2 only: v1 gets the greeting and nothing else)
  kRegister,      ///< `REGISTER`
  kAuth,          ///< `AUTH`, to LOGIN
  kLogout,        ///< `LOGOUT`, only ever a refusal
  kSearchUser,    ///< `SEARCH_USER_RESPONSE`
  kPeerList,      ///< `PEER_LIST`, to DISCOVER_PEERS
  kCreation,      ///< `CREATION`
  kJoin,          ///< `JOIN`
  kRoomExit,      ///< `ROOM-EXIT-RESPONSE`
  kRoomsList,     ///< `ROOMS-LIST`
  kRoomPeerList,  ///< `PEER-LIST`, to DISCOVER-ROOM-PEERS; the hyphen is all that tells it from PEER_LIST
  kError,         ///< `ERROR`, to what is no request
};

std::string_view text_of(Verb verb);
std::optional<Verb> verb_from(std::string_view text);
std::optional<Status> status_from(std::uint16_t number);

/// The word before the number: `SUCCESS`, `EXIST`, `ONLINE`, `NOT_ONLINE`, `NOT_FOUND`, else `FAILURE`.
std::string_view word_of(Verb verb, Status status);

}  // namespace parley::wire
