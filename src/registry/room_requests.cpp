#include "registry/room_requests.hpp"

#include <memory>
#include <vector>

#include "base/check.hpp"
#include "registry/log_line.hpp"
#include "registry/presence.hpp"
#include "registry/room_storage.hpp"
#include "registry/sessions.hpp"

namespace parley::registry {
namespace {

using wire::Status;
using wire::Verb;

Status status_of(RoomOutcome outcome) {
  switch (outcome) {
    case RoomOutcome::kDone:
    case RoomOutcome::kAlreadyThere:
      return Status::kSuccess;
    case RoomOutcome::kInOtherRoom:
      return Status::kConflict;
    case RoomOutcome::kFull:
      return Status::kSlowDown;
    case RoomOutcome::kTaken:
    case RoomOutcome::kUnknown:
      break;
  }
  return Status::kNotFound;
}

std::vector<UserName> names_of(const Room& room) {
  std::vector<UserName> names;
  names.reserve(room.members.size());
  for (const auto& member : room.members) names.push_back(member.user);
  return names;
}

}  // namespace

Reply RoomRequests::handle(Session& session, const wire::CreateRoom& request) {
  if (request.user != session.user()) return reply(Verb::kCreation, Status::kNotYours);
  std::optional<Departure> given_up;
  const auto wanted_port = session.online().user->endpoint.port;
  const auto outcome = rooms_.create(request.room, session.user(), wanted_port, given_up);
  record(given_up);
  if (outcome != RoomOutcome::kDone) return reply(Verb::kCreation, status_of(outcome));
  log_line(log_, LogLevel::kInfo, {"room made: ", request.room.text(), " by ", session.user().text()});
  return save(session, Verb::kCreation, *rooms_.find(request.room));
}

Reply RoomRequests::handle(Session& session, const wire::JoinRoom& request) {
  if (request.user != session.user()) return reply(Verb::kJoin, Status::kNotYours);
  std::optional<Departure> given_up;
  const auto outcome = rooms_.join(request.room, session.user(), given_up);
  record(given_up);
  if (outcome == RoomOutcome::kAlreadyThere) return joined(session, *rooms_.find(request.room));
  if (outcome != RoomOutcome::kDone) return reply(Verb::kJoin, status_of(outcome));
  return save(session, Verb::kJoin, *rooms_.find(request.room));
}

/// Writes the room that the session's user came into, and answers when that is done.
Reply RoomRequests::save(Session& session, Verb verb, const Room& room) {
  session.set_state(Session::State::kWorking);
  storage_.save(room, [this, id = session.id(), verb](const Result<void>& result) {
    if (Session* waiting = sessions_.find(id)) complete(*waiting, verb, result.has_value());
  });
  return std::nullopt;
}

void RoomRequests::complete(Session& session, Verb verb, bool saved) {
  if (!saved) {
    leave(session.user());
    return sessions_.complete(session, {verb, Status::kStoreFailed, {}});
  }
  if (verb == Verb::kCreation) return sessions_.complete(session, {verb, Status::kSuccess, {}});
  const Room* room = rooms_.present_in(session.user());
  PARLEY_CHECK(room != nullptr);  // While its request waits, nothing but its end takes a session's user out.
  sessions_.complete(session, *joined(session, *room));
}

Reply RoomRequests::joined(Session& session, const Room& room) {
  session.online().host_named = std::make_unique<const UserName>(room.host());
  return reply(Verb::kJoin, Status::kSuccess, room.host().text());
}

Reply RoomRequests::handle(Session& session, const wire::ExitRoom& request) {
  if (request.user != session.user()) return reply(Verb::kRoomExit, Status::kNotYours);
  const auto departure = rooms_.leave(request.room, session.user());
  if (!departure) return reply(Verb::kRoomExit, Status::kNotFound);
  log_departure(*departure);
  session.online().host_named.reset();
  session.set_state(Session::State::kWorking);
  // Whatever the store says, they are out: a place that it keeps ends with the next restart's return window.
  storage_.record(*departure, [this, id = session.id()](const Result<void>& /*logged by the storage*/) {
    if (Session* waiting = sessions_.find(id)) {
      sessions_.complete(*waiting, {Verb::kRoomExit, Status::kSuccess, {}});
    }
  });
  return std::nullopt;
}

Reply RoomRequests::handle(Session& /*session*/, const wire::ShowRoomList& /*request*/) {
  if (list_revision_ != rooms_.revision()) {
    std::vector<wire::RoomEntry> entries;
    entries.reserve(rooms_.in_order().size());
    for (const auto& [number, room] : rooms_.in_order()) {
      entries.push_back({room.name, names_of(room), room.host()});
    }
    list_ = wire::encode_rooms(entries);
    list_revision_ = rooms_.revision();
  }
  return reply(Verb::kRoomsList, Status::kSuccess, list_);
}

Reply RoomRequests::handle(Session& /*session*/, const wire::DiscoverRoomPeers& request) {
  const Room* room = rooms_.find(request.room);
  if (room == nullptr) return reply(Verb::kRoomPeerList, Status::kSuccess);
  return reply(Verb::kRoomPeerList, Status::kSuccess, wire::encode_names(names_of(*room)));
}

void RoomRequests::leave(const UserName& user) { record(rooms_.leave_present(user)); }

void RoomRequests::drop_absent() {
  for (const auto& departure : rooms_.drop_absent()) record(departure);
}

void RoomRequests::record(const std::optional<Departure>& departure) {
  if (!departure) return;
  log_departure(*departure);
  storage_.record(*departure);
}

void RoomRequests::log_departure(const Departure& departure) {
  const auto& name = departure.name.text();
  if (departure.room == nullptr) return log_line(log_, LogLevel::kInfo, {"room gone: ", name});
  if (!departure.host_changed) return;
  log_line(log_, LogLevel::kInfo, {"room ", name, " has a new host: ", departure.room->host().text()});
}

}  // namespace parley::registry
