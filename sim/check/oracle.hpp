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

/// Knows what each request must be answered, by docs/protocol.md and the model alone, and keeps the model
/// as the answers go out.
class Oracle {
 public:
  Oracle(ReferenceModel& model, CoverageMarks& marks) : model_(model), marks_(marks) {}

  /// The registry begins the connection's next request. After it the connection has an open one, or owes the
  /// end, or neither, where nothing is answered.
  void begin(ConnectionTracker& connection, std::string message);

  /// The registry answers the connection's open request. What is wrong with that, or nothing.
  std::optional<std::string> check_answer(ConnectionTracker& connection, const std::string& answer);

  /// The registry refuses a message that is too long, as the last thing that it says.
  void refuse_length(ConnectionTracker& connection);

  /// The session is over, in a turn of this kind, and with it what its user was in.
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
