#include "wire/request.hpp"

#include <array>
#include <initializer_list>
#include <utility>

#include "base/endpoint.hpp"
#include "base/limits.hpp"
#include "wire/text.hpp"

namespace parley::wire {
namespace {

using Decoded = std::variant<Request, BadRequest>;

BadRequest bad(Verb verb, Status status, std::string reason) { return {verb, status, std::move(reason)}; }

/// The asker is not a name, so it cannot be the user of any session.
BadRequest not_yours(Verb verb, const Error& error) {
  return bad(verb, Status::kNotYours, "the user it is asked for: " + error.message);
}

bool fits_secret(std::string_view secret) { return secret.size() <= limits::kSecretBytes; }

BadRequest secret_too_long(Verb verb) {
  return bad(verb, Status::kMalformed,
             "the secret is longer than " + std::to_string(limits::kSecretBytes) + " bytes");
}

// One reader for each verb. The count of words is right already; word 0 is the verb.

Decoded read_hello(const Words& words) {
  if (words.word[1] == "P2P") {
    if (words.count == 2 || words.word[2] == "1") return Request(Hello{1});
    if (words.word[2] == "2") return Request(Hello{2});
  }
  return bad(Verb::kError, Status::kMalformed, "HELLO P2P speaks the versions 1 and 2");
}

Decoded read_register(const Words& words) {
  if (!fits_secret(words.word[2])) return secret_too_long(Verb::kRegister);
  auto user = UserName::parse(words.word[1]);
  if (!user) return bad(Verb::kRegister, Status::kMalformed, std::move(user.error().message));
  return Request(Register{std::move(*user), std::string(words.word[2])});
}

Decoded read_login(const Words& words) {
  if (!fits_secret(words.word[2])) return secret_too_long(Verb::kAuth);
  auto port = parse_port(words.word[3]);
  if (!port) return bad(Verb::kAuth, Status::kMalformed, std::move(port.error().message));
  auto user = UserName::parse(words.word[1]);
  if (!user) return bad(Verb::kAuth, Status::kNotFound, std::move(user.error().message));
  return Request(Login{std::move(*user), std::string(words.word[2]), *port});
}

Decoded read_logout(const Words& words) { return Request(Logout{std::string(words.word[1])}); }

Decoded read_search_user(const Words& words) {
  auto user = UserName::parse(words.word[1]);
  if (!user) return bad(Verb::kSearchUser, Status::kNotFound, std::move(user.error().message));
  return Request(SearchUser{std::move(*user)});
}

Decoded read_discover_peers(const Words& words) {
  const bool detailed = words.word[1] == "DETAILED";
  if (!detailed && words.word[1] != "SIMPLE") {
    return bad(Verb::kPeerList, Status::kMalformed, "DISCOVER_PEERS lists DETAILED or SIMPLE");
  }
  auto asker = UserName::parse(words.word[2]);
  if (!asker) return not_yours(Verb::kPeerList, asker.error());
  return Request(DiscoverPeers{detailed, std::move(*asker)});
}

Decoded read_create_room(const Words& words) {
  auto user = UserName::parse(words.word[2]);
  if (!user) return not_yours(Verb::kCreation, user.error());
  auto room = RoomName::parse(words.word[1]);
  if (!room) return bad(Verb::kCreation, Status::kMalformed, std::move(room.error().message));
  return Request(CreateRoom{std::move(*room), std::move(*user)});
}

Decoded read_join_room(const Words& words) {
  auto user = UserName::parse(words.word[2]);
  if (!user) return not_yours(Verb::kJoin, user.error());
  auto room = RoomName::parse(words.word[1]);
  if (!room) return bad(Verb::kJoin, Status::kNotFound, std::move(room.error().message));
  return Request(JoinRoom{std::move(*room), std::move(*user)});
}

Decoded read_exit_room(const Words& words) {
  auto user = UserName::parse(words.word[1]);
  if (!user) return not_yours(Verb::kRoomExit, user.error());
  auto room = RoomName::parse(words.word[2]);
  if (!room) return bad(Verb::kRoomExit, Status::kNotFound, std::move(room.error().message));
  return Request(ExitRoom{std::move(*user), std::move(*room)});
}

Decoded read_show_room_list(const Words& /*words*/) { return Request(ShowRoomList{}); }

Decoded read_discover_room_peers(const Words& words) {
  auto room = RoomName::parse(words.word[1]);
  if (!room) return bad(Verb::kRoomPeerList, Status::kNotFound, std::move(room.error().message));
  return Request(DiscoverRoomPeers{std::move(*room)});
}

using Reader = Decoded (*)(const Words& words);

/// One for each of kRequestVerbs.
constexpr std::array<Reader, kRequestVerbs.size()> kReaders = {
    read_hello,          read_register,           read_login,
    read_logout,         read_search_user,        read_discover_peers,
    read_create_room,    read_join_room,          read_exit_room,
    read_show_room_list, read_discover_room_peers};
static_assert(std::variant_size_v<Request> == kRequestVerbs.size());

BadRequest wrong_count(const RequestVerb& verb) {
  std::string wanted = std::to_string(verb.least_words - 1);
  if (verb.most_words != verb.least_words) wanted += " or " + std::to_string(verb.most_words - 1);
  // A crooked HELLO may be of a client that expects no HELLO answer.
  const Verb answer = verb.answer == Verb::kHello ? Verb::kError : verb.answer;
  return bad(answer, Status::kMalformed, std::string(verb.text) + " takes " + wanted + " words after it");
}

/// Puts a request together, word by word.
std::string message_of(std::initializer_list<std::string_view> words) {
  std::size_t bytes = 0;
  for (const auto word : words) bytes += word.size() + 1;
  std::string message;
  message.reserve(bytes);
  for (const auto word : words) {
    if (!message.empty()) message += ' ';
    message += word;
  }
  return message;
}

std::string encode(const Hello& hello) { return hello.version == 1 ? "HELLO P2P" : "HELLO P2P 2"; }
std::string encode(const Register& it) { return message_of({"REGISTER", it.user.text(), it.secret}); }
std::string encode(const Login& it) {
  return message_of({"LOGIN", it.user.text(), it.secret, std::to_string(it.peer_port)});
}
std::string encode(const Logout& it) {
  return it.user.empty() ? std::string("LOGOUT") : message_of({"LOGOUT", it.user});
}
std::string encode(const SearchUser& it) { return message_of({"SEARCH_USER", it.user.text()}); }
std::string encode(const DiscoverPeers& it) {
  return message_of({"DISCOVER_PEERS", it.detailed ? "DETAILED" : "SIMPLE", it.asker.text()});
}
std::string encode(const CreateRoom& it) {
  return message_of({"CREATE-CHAT-ROOM", it.room.text(), it.user.text()});
}
std::string encode(const JoinRoom& it) {
  return message_of({"JOIN-CHAT-ROOM", it.room.text(), it.user.text()});
}
std::string encode(const ExitRoom& it) { return message_of({"ROOM-EXIT", it.user.text(), it.room.text()}); }
std::string encode(const ShowRoomList& /*it*/) { return "SHOW-ROOM-LIST"; }
std::string encode(const DiscoverRoomPeers& it) {
  return message_of({"DISCOVER-ROOM-PEERS", it.room.text()});
}

}  // namespace

Decoded decode_request(std::string_view message) {
  if (!is_utf8(message) || message.find('\0') != message.npos) {
    return bad(Verb::kError, Status::kMalformed, "the message is not UTF-8 text");
  }
  const auto words = split_words(message);
  if (words.count == 0) return bad(Verb::kError, Status::kMalformed, "the message is empty");
  const auto* verb = find_request_verb(words.word[0]);
  if (verb == nullptr) return bad(Verb::kError, Status::kMalformed, "the verb is unknown");
  if (words.count < verb->least_words || words.count > verb->most_words) return wrong_count(*verb);
  return kReaders[static_cast<std::size_t>(verb - kRequestVerbs.data())](words);
}

std::string encode(const Request& request) {
  return std::visit([](const auto& it) { return encode(it); }, request);
}

}  // namespace parley::wire
