#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/check/books.hpp"
#include "sim/check/marks.hpp"
#include "sim/check/talk.hpp"
#include "sim/world/trace.hpp"
#include "wire/request.hpp"
#include "wire/status.hpp"

namespace parley::sim::check {

/// Knows what each request must be answered, by docs/protocol.md and the books alone, and keeps the books
/// as the answers go out.
class Oracle {
 public:
  Oracle(Books& books, Marks& marks) : books_(books), marks_(marks) {}

  /// The registry begins the talk's next request. After it the talk has an open one, or owes the end, or
  /// neither, where nothing is answered.
  void begin(Talk& talk, std::string message);

  /// The registry answers the talk's open request. What is wrong with that, or nothing.
  std::optional<std::string> conclude(Talk& talk, const std::string& answer);

  /// The registry refuses a message that is too long, as the last thing that it says.
  void refuse_length(Talk& talk);

  /// The session is over, in a turn of this kind, and with it what its user was in.
  void end(Talk& talk, TraceKind turn);

 private:
  using Answers = std::vector<std::string>;

  void begin(Talk& talk, const wire::BadRequest& bad);
  void begin(Talk& talk, const wire::Request& request);

  void ask(Talk& talk, const wire::Hello& request);
  void ask(Talk& talk, const wire::Register& request);
  void ask(Talk& talk, const wire::Login& request);
  void ask(Talk& talk, const wire::Logout& request);
  void ask(Talk& talk, const wire::SearchUser& request);
  void ask(Talk& talk, const wire::DiscoverPeers& request);
  void ask(Talk& talk, const wire::CreateRoom& request);
  void ask(Talk& talk, const wire::JoinRoom& request);
  void ask(Talk& talk, const wire::ExitRoom& request);
  void ask(Talk& talk, const wire::ShowRoomList& request);
  void ask(Talk& talk, const wire::DiscoverRoomPeers& request);

  void due(Talk& talk, wire::Verb verb, wire::Status status, std::string_view details = {});
  void note_emptied(const RoomName& room);
  bool refused_for_hashes(Talk& talk, wire::Verb verb);
  std::optional<std::string> room_port_of(Talk& talk, const UserName& sought);

  Answers allowed(const Talk& talk, const OpenRequest& open, const wire::Register& request);
  Answers allowed(const Talk& talk, const OpenRequest& open, const wire::Login& request);
  Answers allowed(const Talk& talk, const OpenRequest& open, const wire::SearchUser& request);
  Answers allowed(const Talk& talk, const OpenRequest& open, const wire::CreateRoom& request);
  Answers allowed(const Talk& talk, const OpenRequest& open, const wire::JoinRoom& request);
  Answers allowed(const Talk& talk, const OpenRequest& open, const wire::ExitRoom& request);
  bool may_fail(const OpenRequest& open) const;

  void learn(Talk& talk, const OpenRequest& open, const wire::Register& request, const std::string& answer);
  void learn(Talk& talk, const OpenRequest& open, const wire::Login& request, const std::string& answer);
  void learn(Talk& talk, const OpenRequest& open, const wire::SearchUser& request, const std::string& answer);
  void learn(Talk& talk, const OpenRequest& open, const wire::CreateRoom& request, const std::string& answer);
  void learn(Talk& talk, const OpenRequest& open, const wire::JoinRoom& request, const std::string& answer);
  void learn(Talk& talk, const OpenRequest& open, const wire::ExitRoom& request, const std::string& answer);
  void learn_room_change(Talk& talk, const OpenRequest& open, wire::Status status);

  Books& books_;
  Marks& marks_;
};

}  // namespace parley::sim::check
