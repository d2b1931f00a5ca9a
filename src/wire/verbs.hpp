#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

/// The vocabulary of the registry's wire: which requests there are, and what answers are made of.
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

/// What a word of a request is, and so whether it may be read on a tape.
enum class WordKind : std::uint8_t {
  kName,     ///< Of a user or a room.
  kLiteral,  ///< One of the few words that are the protocol's own (kLiterals).
  kPort,
  kSecret,  ///< Never to be read. A new secret of the protocol gets its place in kRequestVerbs.
};

/// What is known of a request by its first word. Parser, router, peer and recorder all read it here.
struct RequestVerb {
  static constexpr std::size_t kMaxWords = 4;

  std::string_view text;
  std::size_t least_words;  ///< The verb among them, as in the next.
  std::size_t most_words;
  std::array<WordKind, kMaxWords - 1> words;  ///< Those behind the verb.
  Verb answer;                                ///< The verb that answers it.
  bool needs_login = false;                   ///< Refused with kNotLoggedIn to anybody else.
  bool waits_for_hash = false;                ///< Its answer may wait in the line for the password hasher.
};

/// In the order of the alternatives of wire::Request.
inline constexpr std::array<RequestVerb, 11> kRequestVerbs = {{
    {"HELLO", 2, 3, {WordKind::kLiteral, WordKind::kLiteral}, Verb::kHello},
    {"REGISTER", 3, 3, {WordKind::kName, WordKind::kSecret}, Verb::kRegister, false, true},
    {"LOGIN", 4, 4, {WordKind::kName, WordKind::kSecret, WordKind::kPort}, Verb::kAuth, false, true},
    {"LOGOUT", 1, 2, {WordKind::kName}, Verb::kLogout},
    {"SEARCH_USER", 2, 2, {WordKind::kName}, Verb::kSearchUser, true},
    {"DISCOVER_PEERS", 3, 3, {WordKind::kLiteral, WordKind::kName}, Verb::kPeerList, true},
    {"CREATE-CHAT-ROOM", 3, 3, {WordKind::kName, WordKind::kName}, Verb::kCreation, true},
    {"JOIN-CHAT-ROOM", 3, 3, {WordKind::kName, WordKind::kName}, Verb::kJoin, true},
    {"ROOM-EXIT", 3, 3, {WordKind::kName, WordKind::kName}, Verb::kRoomExit, true},
    {"SHOW-ROOM-LIST", 1, 1, {}, Verb::kRoomsList, true},
    {"DISCOVER-ROOM-PEERS", 2, 2, {WordKind::kName}, Verb::kRoomPeerList, true},
}};

inline constexpr std::array<std::string_view, 5> kLiterals = {"P2P", "1", "2", "DETAILED", "SIMPLE"};

/// nullptr where no request begins with this word.
const RequestVerb* find_request_verb(std::string_view text);

/// The request that is answered by `answer`; nullptr for kError.
const RequestVerb* request_answered_by(Verb answer);

/// The word before the number: `SUCCESS`, `EXIST`, `ONLINE`, `NOT_ONLINE`, `NOT_FOUND`, else `FAILURE`.
std::string_view word_of(Verb verb, Status status);

}  // namespace parley::wire
