#include "sim/check/oracle.hpp"

#include <algorithm>
#include <optional>
#include <utility>
#include <variant>

#include "registry/presence.hpp"
#include "registry/registry.hpp"
#include "sim/check/answer_words.hpp"
#include "sim/check/limits.hpp"

/// What is begun. What waits for store or hasher is concluded in oracle_answers.cpp.
namespace parley::sim::check {
namespace {

using wire::Status;
using wire::Verb;
using Outcome = RoomsKnown::Outcome;

/// The verbs that answer those who are logged in alone.
bool needs_login(Verb verb) {
  switch (verb) {
    case Verb::kSearchUser:
    case Verb::kPeerList:
    case Verb::kCreation:
    case Verb::kJoin:
    case Verb::kRoomExit:
    case Verb::kRoomsList:
    case Verb::kRoomPeerList:
      return true;
    default:
      return false;
  }
}

Verb verb_of(const wire::Request& request) {
  constexpr Verb kVerbs[] = {Verb::kHello,      Verb::kRegister,  Verb::kAuth,        Verb::kLogout,
                             Verb::kSearchUser, Verb::kPeerList,  Verb::kCreation,    Verb::kJoin,
                             Verb::kRoomExit,   Verb::kRoomsList, Verb::kRoomPeerList};
  return kVerbs[request.index()];
}

Status status_of(Outcome outcome) {
  if (outcome == Outcome::kElsewhere) return Status::kConflict;
  if (outcome == Outcome::kFull) return Status::kSlowDown;
  return Status::kNotFound;
}

/// Where somebody is, as the registry saw it: what it cannot have seen wrong is compared elsewhere. Who has
/// logged out within the same turn is nowhere any more.
std::string address_seen(const Books& books, const UserName& user) {
  const registry::OnlineUser* online = books.registry->presence().find(user);
  return online == nullptr ? std::string(1, kSomeAddress) : online->endpoint.address.to_string();
}

}  // namespace

void Oracle::due(Talk& talk, Verb verb, Status status, std::string_view details) {
  talk.open->due = answer_text(verb, status, details);
}

void Oracle::begin(Talk& talk, std::string message) {
  const auto decoded = wire::decode_request(message);
  talk.open = OpenRequest{std::move(message), {}, {}, books_.now, books_.turn, books_.trouble};
  if (const auto* bad = std::get_if<wire::BadRequest>(&decoded)) return begin(talk, *bad);
  begin(talk, std::get<wire::Request>(decoded));
}

void Oracle::begin(Talk& talk, const wire::BadRequest& bad) {
  const bool malformed = bad.status == Status::kMalformed;
  if (!malformed && !talk.user && needs_login(bad.verb)) return due(talk, bad.verb, Status::kNotLoggedIn);
  if (!malformed && bad.verb == Verb::kRoomPeerList) return due(talk, bad.verb, Status::kSuccess);
  due(talk, bad.verb, bad.status);
}

void Oracle::begin(Talk& talk, const wire::Request& request) {
  const Verb verb = verb_of(request);
  if (needs_login(verb) && !talk.user) return due(talk, verb, Status::kNotLoggedIn);
  std::visit([&](const auto& it) { ask(talk, it); }, request);
  if (talk.open && !talk.open->due) talk.open->request = request;
}

void Oracle::ask(Talk& talk, const wire::Hello& request) {
  if (request.version == 1) return talk.open.reset();
  if (!talk.speaks_lines()) return due(talk, Verb::kHello, Status::kConflict);
  due(talk, Verb::kHello, Status::kSuccess,
      "versions=1,2 keep-alive-ms=1000 timeout-ms=3000 line-bytes=65536 udp-port=" +
          std::to_string(books_.registry->udp_endpoint().port));
}

bool Oracle::refused_for_hashes(Talk& talk, Verb verb) {
  if (books_.hashes < kMostHashes) {
    ++books_.hashes;
    return false;
  }
  due(talk, verb, Status::kSlowDown);
  return true;
}

void Oracle::ask(Talk& talk, const wire::Register& request) {
  if (refused_for_hashes(talk, Verb::kRegister)) return;
  const bool open = !books_.accounts.surely_exists(request.user);
  if (open && books_.accounts.may_exist_for(request.user, talk.channel())) marks_.reach(Rare::kSignUpsAtOnce);
  books_.accounts.begin_sign_up(request.user, request.secret, talk.channel());
}

void Oracle::ask(Talk& talk, const wire::Login& request) {
  if (talk.user) {
    return due(talk, Verb::kAuth, *talk.user == request.user ? Status::kAlready : Status::kNotYours);
  }
  refused_for_hashes(talk, Verb::kAuth);
}

void Oracle::ask(Talk& talk, const wire::Logout& request) {
  if (talk.user && !request.user.empty()) {
    const auto named = UserName::parse(request.user);
    if (!named || !(*named == *talk.user)) return due(talk, Verb::kLogout, Status::kNotYours);
  }
  talk.open.reset();
  talk.closing = true;
}

void Oracle::ask(Talk& talk, const wire::SearchUser& request) {
  if (const auto endpoint = room_port_of(talk, request.user)) {
    return due(talk, Verb::kSearchUser, Status::kSuccess, *endpoint);
  }
  const KnownOnline* online = books_.online.find(request.user);
  if (online == nullptr) return;
  due(talk, Verb::kSearchUser, Status::kSuccess,
      address_seen(books_, request.user) + ":" + std::to_string(online->port));
}

/// A member who asks about the host of the room is told the room's port.
std::optional<std::string> Oracle::room_port_of(Talk& talk, const UserName& sought) {
  const auto named = std::exchange(talk.host_named, std::nullopt);
  const bool is_named = named && *named == sought;
  const KnownRoom* room = books_.rooms.present_in(*talk.user);
  if (room == nullptr) return std::nullopt;
  const KnownOnline* online = books_.online.find(sought);
  if (!is_named && (online == nullptr || !(room->host() == sought))) return std::nullopt;
  if (online == nullptr) online = books_.online.find(room->host());
  const auto& at = online != nullptr ? online->name : *talk.user;
  return address_seen(books_, at) + ":" + std::to_string(room->port);
}

void Oracle::ask(Talk& talk, const wire::DiscoverPeers& request) {
  if (!(request.asker == *talk.user)) return due(talk, Verb::kPeerList, Status::kNotYours);
  std::string list;
  for (const KnownOnline& online : books_.online.in_order()) {
    if (online.name == *talk.user) continue;
    if (!list.empty()) list += ' ';
    list += online.name.text();
    if (!request.detailed) continue;
    list += " (" + address_seen(books_, online.name) + ":" + std::to_string(online.port) + ")";
  }
  due(talk, Verb::kPeerList, list.empty() ? Status::kNotFound : Status::kSuccess, list);
}

void Oracle::ask(Talk& talk, const wire::CreateRoom& request) {
  if (!(request.user == *talk.user)) return due(talk, Verb::kCreation, Status::kNotYours);
  const Outcome outcome = books_.rooms.create(request.room, *talk.user);
  if (outcome == Outcome::kTaken) marks_.reach(Rare::kRoomTaken);
  if (outcome != Outcome::kDone) due(talk, Verb::kCreation, status_of(outcome));
}

void Oracle::ask(Talk& talk, const wire::JoinRoom& request) {
  if (!(request.user == *talk.user)) return due(talk, Verb::kJoin, Status::kNotYours);
  const bool away = books_.rooms.has_place(*talk.user) && books_.rooms.present_in(*talk.user) == nullptr;
  const Outcome outcome = books_.rooms.join(request.room, *talk.user);
  if (outcome == Outcome::kThere && away) marks_.reach(Rare::kPlaceTakenUp);
  if (outcome == Outcome::kUnknown && books_.emptied.contains(request.room))
    marks_.reach(Rare::kJoinedTooLate);
  if (outcome == Outcome::kDone) return;
  if (outcome != Outcome::kThere) return due(talk, Verb::kJoin, status_of(outcome));
  talk.host_named = books_.rooms.find(request.room)->host();
  due(talk, Verb::kJoin, Status::kSuccess, talk.host_named->text());
}

void Oracle::ask(Talk& talk, const wire::ExitRoom& request) {
  if (!(request.user == *talk.user)) return due(talk, Verb::kRoomExit, Status::kNotYours);
  if (!books_.rooms.leave(request.room, *talk.user)) return due(talk, Verb::kRoomExit, Status::kNotFound);
  note_emptied(request.room);
  talk.host_named.reset();
}

void Oracle::ask(Talk& talk, const wire::ShowRoomList& /*request*/) {
  due(talk, Verb::kRoomsList, Status::kSuccess, books_.rooms.as_list());
}

void Oracle::ask(Talk& talk, const wire::DiscoverRoomPeers& request) {
  due(talk, Verb::kRoomPeerList, Status::kSuccess, books_.rooms.members_of(request.room));
}

void Oracle::note_emptied(const RoomName& room) {
  if (books_.rooms.find(room) != nullptr) return;
  marks_.reach(Rare::kRoomEmptied);
  books_.emptied.insert(room);
}

void Oracle::refuse_length(Talk& talk) {
  talk.open = OpenRequest{"a message that is too long", {}, {}, books_.now, books_.turn, books_.trouble};
  talk.last_words = true;
  due(talk, Verb::kError, Status::kMalformed);
}

void Oracle::end(Talk& talk, TraceKind turn) {
  if (!talk.user) return;
  const KnownRoom* room = books_.rooms.present_in(*talk.user);
  const bool hosts_others = room != nullptr && room->members.size() > 1 && room->host() == *talk.user;
  if (turn == TraceKind::kWake) marks_.reach(Rare::kSessionTimedOut);
  if (hosts_others) {
    marks_.reach(turn == TraceKind::kWake     ? Rare::kHostTimedOut
                 : turn == TraceKind::kRecord ? Rare::kHostLeft
                                              : Rare::kHostLost);
  }
  const auto left = room == nullptr ? std::nullopt : std::optional(room->name);
  books_.rooms.leave_present(*talk.user);
  if (left) note_emptied(*left);
  books_.online.log_out(*talk.user);
  talk.user.reset();
}

}  // namespace parley::sim::check
