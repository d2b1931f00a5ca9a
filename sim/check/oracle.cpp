#include "sim/check/oracle.hpp"

#include <algorithm>
#include <optional>
#include <utility>
#include <variant>

#include "registry/registry.hpp"
#include "registry/rooms.hpp"
#include "registry/sessions.hpp"
#include "sim/check/answer_text.hpp"
#include "sim/check/limits.hpp"

/// How requests begin. Those that wait for the store or the hasher are completed in oracle_answers.cpp.
namespace parley::sim::check {
namespace {

using wire::Status;
using wire::Verb;
using RoomResult = RoomModel::RoomResult;

/// Whether only users who are logged in may use the verb.
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

Verb answer_verb(const wire::Request& request) {
  constexpr Verb kVerbs[] = {Verb::kHello,      Verb::kRegister,  Verb::kAuth,        Verb::kLogout,
                             Verb::kSearchUser, Verb::kPeerList,  Verb::kCreation,    Verb::kJoin,
                             Verb::kRoomExit,   Verb::kRoomsList, Verb::kRoomPeerList};
  return kVerbs[request.index()];
}

Status status_of(RoomResult outcome) {
  if (outcome == RoomResult::kElsewhere) return Status::kConflict;
  if (outcome == RoomResult::kFull) return Status::kSlowDown;
  return Status::kNotFound;
}

/// The user's address as the registry has it: the model does not know how NATs change it. Unknown if the user
/// has logged out in this very turn.
std::string address_seen(const ReferenceModel& model, const UserName& user) {
  const registry::Session* online = model.registry->sessions().find(user);
  if (online == nullptr) return std::string(1, kSomeAddress);
  const std::string address = online->endpoint.address.to_string();
  return online->endpoint.address.is_v4() ? address : "[" + address + "]";
}

}  // namespace

void Oracle::due(ConnectionTracker& connection, Verb verb, Status status, std::string_view details) {
  connection.open->due = answer_text(verb, status, details);
}

void Oracle::begin(ConnectionTracker& connection, std::string message) {
  const auto decoded = wire::decode_request(message);
  connection.open = OpenRequest{std::move(message), {}, {}, model_.now, model_.turn, model_.disk_failures};
  if (const auto* bad = std::get_if<wire::BadRequest>(&decoded)) return begin(connection, *bad);
  begin(connection, std::get<wire::Request>(decoded));
}

void Oracle::begin(ConnectionTracker& connection, const wire::BadRequest& bad) {
  const bool malformed = bad.status == Status::kMalformed;
  if (!malformed && !connection.user && needs_login(bad.verb))
    return due(connection, bad.verb, Status::kNotLoggedIn);
  if (!malformed && bad.verb == Verb::kRoomPeerList) return due(connection, bad.verb, Status::kSuccess);
  due(connection, bad.verb, bad.status);
}

void Oracle::begin(ConnectionTracker& connection, const wire::Request& request) {
  const Verb verb = answer_verb(request);
  if (needs_login(verb) && !connection.user) return due(connection, verb, Status::kNotLoggedIn);
  std::visit([&](const auto& it) { ask(connection, it); }, request);
  if (connection.open && !connection.open->due) connection.open->request = request;
}

void Oracle::ask(ConnectionTracker& connection, const wire::Hello& request) {
  if (request.version == 1) return connection.open.reset();
  if (!connection.uses_lines()) return due(connection, Verb::kHello, Status::kConflict);
  due(connection, Verb::kHello, Status::kSuccess,
      "versions=1,2 keep-alive-ms=1000 timeout-ms=3000 line-bytes=65536 udp-port=" +
          std::to_string(model_.registry->udp_endpoint().port));
}

bool Oracle::refused_for_hashes(ConnectionTracker& connection, Verb verb) {
  if (model_.pending_hashes < kMaxHashes) {
    ++model_.pending_hashes;
    return false;
  }
  due(connection, verb, Status::kSlowDown);
  return true;
}

void Oracle::ask(ConnectionTracker& connection, const wire::Register& request) {
  if (refused_for_hashes(connection, Verb::kRegister)) return;
  const bool open = !model_.accounts.certainly_exists(request.user);
  if (open && model_.accounts.may_exist_for(request.user, connection.channel()))
    marks_.reach(CoverageMark::kSignUpsAtOnce);
  model_.accounts.begin_sign_up(request.user, request.secret, connection.channel());
}

void Oracle::ask(ConnectionTracker& connection, const wire::Login& request) {
  if (connection.user) {
    return due(connection, Verb::kAuth,
               *connection.user == request.user ? Status::kAlready : Status::kNotYours);
  }
  refused_for_hashes(connection, Verb::kAuth);
}

void Oracle::ask(ConnectionTracker& connection, const wire::Logout& request) {
  if (connection.user && !request.user.empty()) {
    const auto named = UserName::parse(request.user);
    if (!named || !(*named == *connection.user)) return due(connection, Verb::kLogout, Status::kNotYours);
  }
  connection.open.reset();
  connection.closing = true;
}

void Oracle::ask(ConnectionTracker& connection, const wire::SearchUser& request) {
  if (const auto endpoint = room_port_of(connection, request.user)) {
    return due(connection, Verb::kSearchUser, Status::kSuccess, *endpoint);
  }
  const ModelUser* online = model_.online.find(request.user);
  if (online == nullptr) return;
  due(connection, Verb::kSearchUser, Status::kSuccess,
      address_seen(model_, request.user) + ":" + std::to_string(online->port));
}

/// A member who searches for the host of their room is told the room's port.
std::optional<std::string> Oracle::room_port_of(ConnectionTracker& connection, const UserName& sought) {
  const auto named = std::exchange(connection.host_named, std::nullopt);
  const bool is_named = named && *named == sought;
  const ModelRoom* room = model_.rooms.present_in(*connection.user);
  if (room == nullptr) return std::nullopt;
  const ModelUser* online = model_.online.find(sought);
  if (!is_named && (online == nullptr || !(room->host() == sought))) return std::nullopt;
  if (online == nullptr) online = model_.online.find(room->host());
  const auto& at = online != nullptr ? online->name : *connection.user;
  return address_seen(model_, at) + ":" + std::to_string(port_of(*room));
}

/// The model takes a new room's port from the registry at the end of the turn, which may answer before that.
std::uint16_t Oracle::port_of(const ModelRoom& room) const {
  if (room.port != 0) return room.port;
  const registry::Room* made = model_.registry->rooms().find(room.name);
  return made == nullptr ? room.port : made->port;
}

void Oracle::ask(ConnectionTracker& connection, const wire::DiscoverPeers& request) {
  if (!(request.asker == *connection.user)) return due(connection, Verb::kPeerList, Status::kNotYours);
  std::string list;
  for (const ModelUser& online : model_.online.in_order()) {
    if (online.name == *connection.user) continue;
    if (!list.empty()) list += ' ';
    list += online.name.text();
    if (!request.detailed) continue;
    list += " (" + address_seen(model_, online.name) + ":" + std::to_string(online.port) + ")";
  }
  due(connection, Verb::kPeerList, list.empty() ? Status::kNotFound : Status::kSuccess, list);
}

void Oracle::ask(ConnectionTracker& connection, const wire::CreateRoom& request) {
  if (!(request.user == *connection.user)) return due(connection, Verb::kCreation, Status::kNotYours);
  const RoomResult outcome = model_.rooms.create(request.room, *connection.user);
  if (outcome == RoomResult::kTaken) marks_.reach(CoverageMark::kRoomTaken);
  if (outcome != RoomResult::kDone) due(connection, Verb::kCreation, status_of(outcome));
}

void Oracle::ask(ConnectionTracker& connection, const wire::JoinRoom& request) {
  if (!(request.user == *connection.user)) return due(connection, Verb::kJoin, Status::kNotYours);
  const bool away =
      model_.rooms.has_place(*connection.user) && model_.rooms.present_in(*connection.user) == nullptr;
  const RoomResult outcome = model_.rooms.join(request.room, *connection.user);
  if (outcome == RoomResult::kThere && away) marks_.reach(CoverageMark::kPlaceTakenUp);
  if (outcome == RoomResult::kUnknown && model_.emptied.contains(request.room))
    marks_.reach(CoverageMark::kJoinedTooLate);
  if (outcome == RoomResult::kDone) return;
  if (outcome != RoomResult::kThere) return due(connection, Verb::kJoin, status_of(outcome));
  connection.host_named = model_.rooms.find(request.room)->host();
  due(connection, Verb::kJoin, Status::kSuccess, connection.host_named->text());
}

void Oracle::ask(ConnectionTracker& connection, const wire::ExitRoom& request) {
  if (!(request.user == *connection.user)) return due(connection, Verb::kRoomExit, Status::kNotYours);
  if (!model_.rooms.leave(request.room, *connection.user))
    return due(connection, Verb::kRoomExit, Status::kNotFound);
  note_emptied(request.room);
  connection.host_named.reset();
}

void Oracle::ask(ConnectionTracker& connection, const wire::ShowRoomList& /*request*/) {
  due(connection, Verb::kRoomsList, Status::kSuccess, model_.rooms.as_list());
}

void Oracle::ask(ConnectionTracker& connection, const wire::DiscoverRoomPeers& request) {
  due(connection, Verb::kRoomPeerList, Status::kSuccess, model_.rooms.members_of(request.room));
}

void Oracle::note_emptied(const RoomName& room) {
  if (model_.rooms.find(room) != nullptr) return;
  marks_.reach(CoverageMark::kRoomEmptied);
  model_.emptied.insert(room);
}

void Oracle::refuse_length(ConnectionTracker& connection) {
  connection.open =
      OpenRequest{"a message that is too long", {}, {}, model_.now, model_.turn, model_.disk_failures};
  connection.last_answer = true;
  due(connection, Verb::kError, Status::kMalformed);
}

void Oracle::end(ConnectionTracker& connection, TraceKind turn) {
  if (!connection.user) return;
  const ModelRoom* room = model_.rooms.present_in(*connection.user);
  const bool hosts_others = room != nullptr && room->members.size() > 1 && room->host() == *connection.user;
  if (turn == TraceKind::kWake) marks_.reach(CoverageMark::kSessionTimedOut);
  if (hosts_others) {
    marks_.reach(turn == TraceKind::kWake     ? CoverageMark::kHostTimedOut
                 : turn == TraceKind::kRecord ? CoverageMark::kHostLeft
                                              : CoverageMark::kHostLost);
  }
  const auto left = room == nullptr ? std::nullopt : std::optional(room->name);
  model_.rooms.leave_present(*connection.user);
  if (left) note_emptied(*left);
  model_.online.log_out(*connection.user);
  connection.user.reset();
}

}  // namespace parley::sim::check
