#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include "registry/people_list.hpp"
#include "registry/rooms.hpp"
#include "wire/answer.hpp"
#include "wire/request.hpp"

namespace parley {
class LogSink;
}  // namespace parley

namespace parley::registry {

class Accounts;
class Connection;
class Connections;
class RoomCommits;
class Sessions;

/// What a request gets at once; nothing where the answer comes later, or never.
using Reply = std::optional<wire::Answer>;

inline Reply reply(wire::Verb verb, wire::Status status, std::string details = {}) {
  return wire::Answer{verb, status, std::move(details)};
}

/// REGISTER, LOGIN and LOGOUT.
class AccountRequests {
 public:
  AccountRequests(Connections& connections, Accounts& accounts, Sessions& sessions, LogSink& log)
      : connections_(connections), accounts_(accounts), sessions_(sessions), log_(log) {}

  Reply handle(Connection& connection, const wire::Register& request);
  Reply handle(Connection& connection, const wire::Login& request);
  Reply handle(Connection& connection, const wire::Logout& request);

 private:
  wire::Status log_in(Connection& connection, const UserName& user, std::uint16_t peer_port);
  void log_refusal(const Connection& connection, const UserName& user);

  Connections& connections_;
  Accounts& accounts_;
  Sessions& sessions_;
  LogSink& log_;
};

/// SEARCH_USER and DISCOVER_PEERS, for sessions that are logged in.
class PresenceRequests {
 public:
  PresenceRequests(Connections& connections, Accounts& accounts, const Sessions& sessions, const Rooms& rooms)
      : connections_(connections),
        accounts_(accounts),
        sessions_(sessions),
        rooms_(rooms),
        names_(sessions, false),
        detailed_(sessions, true) {}

  Reply handle(Connection& connection, const wire::SearchUser& request);
  Reply handle(Connection& connection, const wire::DiscoverPeers& request);

 private:
  std::optional<Endpoint> room_endpoint(Connection& connection, const UserName& sought) const;

  Connections& connections_;
  Accounts& accounts_;
  const Sessions& sessions_;
  const Rooms& rooms_;
  PeopleList names_;
  PeopleList detailed_;
};

/// What sessions that are logged in ask of rooms, and what becomes of a room when somebody goes. Making
/// and joining are answered, and seen by others, once the store has them. Leaving holds at once.
class RoomRequests {
 public:
  RoomRequests(Connections& connections, Rooms& rooms, RoomCommits& commits, LogSink& log)
      : connections_(connections), rooms_(rooms), commits_(commits), log_(log) {}

  Reply handle(Connection& connection, const wire::CreateRoom& request);
  Reply handle(Connection& connection, const wire::JoinRoom& request);
  Reply handle(Connection& connection, const wire::ExitRoom& request);
  Reply handle(Connection& connection, const wire::ShowRoomList& request);
  Reply handle(Connection& connection, const wire::DiscoverRoomPeers& request);

  /// Somebody's session ended: they leave the room they are present in, if any.
  void leave(const UserName& user);

  /// Takes out those who did not come back to their places in time.
  void drop_absent();

 private:
  Reply come_in(Connection& connection, wire::Verb verb, const RoomName& room,
                const std::optional<Departure>& given_up);
  void complete(Connection& connection, wire::Verb verb, bool stored);
  Reply joined(Connection& connection, const Room& room);
  void record(const std::optional<Departure>& departure);
  void log_arrival(const Room& room, wire::Verb verb, const UserName& user);
  void log_departure(const Departure& departure);

  Connections& connections_;
  Rooms& rooms_;
  RoomCommits& commits_;
  LogSink& log_;
  std::string list_;  ///< The room list's text, as of list_revision_: many ask between two changes.
  std::uint64_t list_revision_ = 0;
};

}  // namespace parley::registry
