#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/check/connection_tracker.hpp"
#include "sim/check/coverage_marks.hpp"
#include "sim/check/reference_model.hpp"
#include "sim/world/trace.hpp"
#include "wire/request.hpp"
#include "wire/verbs.hpp"

namespace parley::sim::check {

/// Knows the right answers to each request, by docs/protocol.md and the reference model alone, and updates
/// the model with each answer.
class Oracle {
 public:
  Oracle(ReferenceModel& model, CoverageMarks& marks) : model_(model), marks_(marks) {}

  /// The registry begins the connection's next request. The connection then has an open request, or must be
  /// closed, or neither if the request gets no answer.
  void begin(ConnectionTracker& connection, std::string message);

  /// The registry answers the connection's open request. Returns what is wrong with the answer, if anything.
  std::optional<std::string> check_answer(ConnectionTracker& connection, const std::string& answer);

  /// The registry refuses a message that is too long, with its last answer on this connection.
  void refuse_length(ConnectionTracker& connection);

  /// The session ends, in a turn of this kind, and its user leaves their room.
  void end(ConnectionTracker& connection, TraceKind turn);

 private:
  using Answers = std::vector<std::string>;

  void begin(ConnectionTracker& connection, const wire::BadRequest& bad);
  void begin(ConnectionTracker& connection, const wire::Request& request);

  void ask(ConnectionTracker& connection, const wire::Hello& request);
  void ask(ConnectionTracker& connection, const wire::Register& request);
  void ask(ConnectionTracker& connection, const wire::Login& request);
  void ask(ConnectionTracker& connection, const wire::Logout& request);
  void ask(ConnectionTracker& connection, const wire::SearchUser& request);
  void ask(ConnectionTracker& connection, const wire::DiscoverPeers& request);
  void ask(ConnectionTracker& connection, const wire::CreateRoom& request);
  void ask(ConnectionTracker& connection, const wire::JoinRoom& request);
  void ask(ConnectionTracker& connection, const wire::ExitRoom& request);
  void ask(ConnectionTracker& connection, const wire::ShowRoomList& request);
  void ask(ConnectionTracker& connection, const wire::DiscoverRoomPeers& request);

  void due(ConnectionTracker& connection, wire::Verb verb, wire::Status status,
           std::string_view details = {});
  void note_emptied(const RoomName& room);
  bool refused_for_hashes(ConnectionTracker& connection, wire::Verb verb);
  std::optional<std::string> room_port_of(ConnectionTracker& connection, const UserName& sought);
  std::uint16_t port_of(const ModelRoom& room) const;

  Answers allowed(const ConnectionTracker& connection, const OpenRequest& open,
                  const wire::Register& request);
  Answers allowed(const ConnectionTracker& connection, const OpenRequest& open, const wire::Login& request);
  Answers allowed(const ConnectionTracker& connection, const OpenRequest& open,
                  const wire::SearchUser& request);
  Answers allowed(const ConnectionTracker& connection, const OpenRequest& open,
                  const wire::CreateRoom& request);
  Answers allowed(const ConnectionTracker& connection, const OpenRequest& open,
                  const wire::JoinRoom& request);
  Answers allowed(const ConnectionTracker& connection, const OpenRequest& open,
                  const wire::ExitRoom& request);
  bool may_fail(const OpenRequest& open) const;

  void learn(ConnectionTracker& connection, const OpenRequest& open, const wire::Register& request,
             const std::string& answer);
  void learn(ConnectionTracker& connection, const OpenRequest& open, const wire::Login& request,
             const std::string& answer);
  void learn(ConnectionTracker& connection, const OpenRequest& open, const wire::SearchUser& request,
             const std::string& answer);
  void learn(ConnectionTracker& connection, const OpenRequest& open, const wire::CreateRoom& request,
             const std::string& answer);
  void learn(ConnectionTracker& connection, const OpenRequest& open, const wire::JoinRoom& request,
             const std::string& answer);
  void learn(ConnectionTracker& connection, const OpenRequest& open, const wire::ExitRoom& request,
             const std::string& answer);
  void learn_arrival(ConnectionTracker& connection, const OpenRequest& open, const RoomName& room,
                     wire::Status status);
  void confirm(const RoomName& room, std::uint64_t turn);

  ReferenceModel& model_;
  CoverageMarks& marks_;
};

}  // namespace parley::sim::check
