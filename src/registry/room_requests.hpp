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

class RoomStorage;
class Session;
class Sessions;

/// What sessions that are logged in ask of rooms, and what becomes of a room when somebody goes. Making
/// and joining are answered once the store has them; should it fail, they are undone.
class RoomRequests {
 public:
  RoomRequests(Sessions& sessions, Rooms& rooms, RoomStorage& storage, LogSink& log)
      : sessions_(sessions), rooms_(rooms), storage_(storage), log_(log) {}

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
  Reply save(Session& session, wire::Verb verb, const Room& room);
  void complete(Session& session, wire::Verb verb, bool saved);
  Reply joined(Session& session, const Room& room);
  void record(const std::optional<Departure>& departure);
  void log_departure(const Departure& departure);

  Sessions& sessions_;
  Rooms& rooms_;
  RoomStorage& storage_;
  LogSink& log_;
  std::string list_;  ///< The room list's text, as of list_revision_: many ask between two changes.
  std::uint64_t list_revision_ = 0;
};

}  // namespace parley::registry
