#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "registry/reply.hpp"
#include "registry/rooms.hpp"
#include "wire/request.hpp"

namespace parley {
class LogSink;
}  // namespace parley

namespace parley::registry {

class RoomCommits;
class Session;
class Sessions;

/// What sessions that are logged in ask of rooms, and what becomes of a room when somebody goes. Making
/// and joining are answered, and seen by others, once the store has them. Leaving holds at once.
class RoomRequests {
 public:
  RoomRequests(Sessions& sessions, Rooms& rooms, RoomCommits& commits, LogSink& log)
      : sessions_(sessions), rooms_(rooms), commits_(commits), log_(log) {}

  Reply handle(Session& session, const wire::CreateRoom& request);
  Reply handle(Session& session, const wire::JoinRoom& request);
  Reply handle(Session& session, const wire::ExitRoom& request);
  Reply handle(Session& session, const wire::ShowRoomList& request);
  Reply handle(Session& session, const wire::DiscoverRoomPeers& request);

  /// Somebody's session ended: they leave the room they are present in, if any.
  void leave(const UserName& user);

  /// Takes out those who did not come back to their places in time.
  void drop_absent();

 private:
  Reply come_in(Session& session, wire::Verb verb, const RoomName& room,
                const std::optional<Departure>& given_up);
  void complete(Session& session, wire::Verb verb, bool stored);
  Reply joined(Session& session, const Room& room);
  void record(const std::optional<Departure>& departure);
  void log_arrival(const Room& room, wire::Verb verb, const UserName& user);
  void log_departure(const Departure& departure);

  Sessions& sessions_;
  Rooms& rooms_;
  RoomCommits& commits_;
  LogSink& log_;
  std::string list_;  ///< The room list's text, as of list_revision_: many ask between two changes.
  std::uint64_t list_revision_ = 0;
};

}  // namespace parley::registry
