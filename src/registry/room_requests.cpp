#include "registry/requests.hpp"

#include <memory>
#include <utility>
#include <vector>

#include "base/check.hpp"
#include "registry/connections.hpp"
#include "registry/log_line.hpp"
#include "registry/room_commits.hpp"
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

Reply RoomRequests::handle(Connection& connection, const wire::CreateRoom& request) {
  if (request.user != connection.user()) return reply(Verb::kCreation, Status::kNotYours);
  const auto outcome = rooms_.plan_create(request.room, connection.user());
  if (outcome != RoomOutcome::kDone) return reply(Verb::kCreation, status_of(outcome));
  const auto wanted_port = connection.session().endpoint.port;
  return come_in(connection, Verb::kCreation, request.room,
                 rooms_.begin_create(request.room, connection.user(), wanted_port));
}

Reply RoomRequests::handle(Connection& connection, const wire::JoinRoom& request) {
  if (request.user != connection.user()) return reply(Verb::kJoin, Status::kNotYours);
  const auto outcome = rooms_.plan_join(request.room, connection.user());
  if (outcome == RoomOutcome::kAlreadyThere) {
    rooms_.come_back(connection.user());
    return joined(connection, *rooms_.find(request.room));
  }
  if (outcome != RoomOutcome::kDone) return reply(Verb::kJoin, status_of(outcome));
  return come_in(connection, Verb::kJoin, request.room, rooms_.begin_join(request.room, connection.user()));
}

/// Writes the room that the session's user is on the way into, and answers when that is done.
Reply RoomRequests::come_in(Connection& connection, Verb verb, const RoomName& room,
                            const std::optional<Departure>& given_up) {
  record(given_up);
  connection.set_state(Connection::State::kWorking);
  commits_.let_in(room, connection.user(), [this, id = connection.id(), verb](bool stored) {
    if (Connection* waiting = connections_.find(id)) complete(*waiting, verb, stored);
  });
  return std::nullopt;
}

void RoomRequests::complete(Connection& connection, Verb verb, bool stored) {
  if (!stored) return connections_.complete(connection, {verb, Status::kStoreFailed, {}});
  const Room* room = rooms_.present_in(connection.user());
  PARLEY_CHECK(room != nullptr);  // While its request waits, nothing but its end takes a session's user out.
  log_arrival(*room, verb, connection.user());
  if (verb == Verb::kCreation) return connections_.complete(connection, {verb, Status::kSuccess, {}});
  connections_.complete(connection, *joined(connection, *room));
}

void RoomRequests::log_arrival(const Room& room, Verb verb, const UserName& user) {
  if (room.host() != user) return;
  if (verb == Verb::kCreation) {
    return log_line(log_, LogLevel::kInfo, {"room made: ", room.name.text(), " by ", user.text()});
  }
  log_line(log_, LogLevel::kInfo, {"room ", room.name.text(), " has a new host: ", user.text()});
}

Reply RoomRequests::joined(Connection& connection, const Room& room) {
  connection.session().host_named = std::make_unique<const UserName>(room.host());
  return reply(Verb::kJoin, Status::kSuccess, room.host().text());
}

Reply RoomRequests::handle(Connection& connection, const wire::ExitRoom& request) {
  if (request.user != connection.user()) return reply(Verb::kRoomExit, Status::kNotYours);
  const auto departure = rooms_.leave(request.room, connection.user());
  if (!departure) return reply(Verb::kRoomExit, Status::kNotFound);
  log_departure(*departure);
  connection.session().host_named.reset();
  connection.set_state(Connection::State::kWorking);
  // Whatever the store says, they are out: a place that it keeps ends with the next restart's return window.
  commits_.write(request.room, [this, id = connection.id()](bool /*stored*/) {
    if (Connection* waiting = connections_.find(id)) {
      connections_.complete(*waiting, {Verb::kRoomExit, Status::kSuccess, {}});
    }
  });
  return std::nullopt;
}

Reply RoomRequests::handle(Connection& /*connection*/, const wire::ShowRoomList& /*request*/) {
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

Reply RoomRequests::handle(Connection& /*connection*/, const wire::DiscoverRoomPeers& request) {
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
  commits_.write(departure->name);
}

void RoomRequests::log_departure(const Departure& departure) {
  const auto& name = departure.name.text();
  if (departure.gone) return log_line(log_, LogLevel::kInfo, {"room gone: ", name});
  if (!departure.host_changed) return;
  log_line(log_, LogLevel::kInfo, {"room ", name, " has a new host: ", departure.room->host().text()});
}

}  // namespace parley::registry
