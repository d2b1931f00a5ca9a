#include <algorithm>
#include <utility>
#include <variant>

#include "sim/check/answer_text.hpp"
#include "sim/check/oracle.hpp"

/// How requests are completed that waited for the store or the hasher.
namespace parley::sim::check {
namespace {

using wire::Status;
using wire::Verb;

constexpr Status kOutcomes[] = {Status::kSuccess, Status::kAlready, Status::kNotFound, Status::kStoreFailed};

/// The status of an answer to this verb; its details were checked before.
Status status_in(Verb verb, const std::string& answer) {
  for (const Status status : kOutcomes) {
    if (answer.starts_with(answer_text(verb, status))) return status;
  }
  return Status::kMalformed;
}

std::string listed(const std::vector<std::string>& answers) {
  std::string text;
  for (const std::string& answer : answers) text += (text.empty() ? "\"" : " or \"") + answer + "\"";
  return text.empty() ? "nothing" : text;
}

std::string wrong_answer(const OpenRequest& open, const std::string& answer, const std::string& right) {
  return "\"" + shortened(open.text) + "\" was answered \"" + shortened(answer) +
         "\", but the right answer is " + right;
}

}  // namespace

std::optional<std::string> Oracle::check_answer(ConnectionTracker& connection, const std::string& answer) {
  const OpenRequest open = *std::exchange(connection.open, std::nullopt);
  if (open.due) {
    if (is_due(answer, *open.due)) return std::nullopt;
    return wrong_answer(open, answer, "\"" + *open.due + "\"");
  }
  const bool hashed = std::holds_alternative<wire::Register>(*open.request) ||
                      std::holds_alternative<wire::Login>(*open.request);
  if (hashed && model_.pending_hashes > 0) --model_.pending_hashes;
  std::optional<std::string> wrong;
  std::visit(
      [&](const auto& request) {
        if constexpr (requires { allowed(connection, open, request); }) {
          const Answers answers = allowed(connection, open, request);
          const bool right = std::find(answers.begin(), answers.end(), answer) != answers.end();
          if (right && answer.ends_with("<500>")) marks_.reach(CoverageMark::kStoreFailed);
          if (right) return learn(connection, open, request, answer);
          wrong = wrong_answer(open, answer, listed(answers));
        } else {
          wrong = wrong_answer(open, answer, "another answer");
        }
      },
      *open.request);
  return wrong;
}

bool Oracle::may_fail(const OpenRequest& open) const {
  return model_.disk_failing || model_.disk_failures > open.disk_failures;
}

Oracle::Answers Oracle::allowed(const ConnectionTracker& connection, const OpenRequest& open,
                                const wire::Register& request) {
  Answers answers;
  if (!model_.accounts.certainly_exists(request.user)) {
    answers.push_back(answer_text(Verb::kRegister, Status::kSuccess));
  }
  if (model_.accounts.may_exist_for(request.user, connection.channel())) {
    answers.push_back(answer_text(Verb::kRegister, Status::kAlready));
  }
  if (may_fail(open)) answers.push_back(answer_text(Verb::kRegister, Status::kStoreFailed));
  return answers;
}

void Oracle::learn(ConnectionTracker& connection, const OpenRequest& /*open*/, const wire::Register& request,
                   const std::string& answer) {
  const Status status = status_in(Verb::kRegister, answer);
  if (status == Status::kSuccess) model_.accounts.made(request.user, request.secret, model_.turn);
  if (status == Status::kAlready) marks_.reach(CoverageMark::kNameTaken);
  if (status == Status::kAlready) model_.accounts.exists(request.user, connection.channel(), model_.turn);
}

Oracle::Answers Oracle::allowed(const ConnectionTracker& /*connection*/, const OpenRequest& open,
                                const wire::Login& request) {
  Answers answers;
  if (model_.accounts.may_be_right(request.user, request.secret)) {
    const bool online = model_.online.find(request.user) != nullptr;
    answers.push_back(answer_text(Verb::kAuth, online ? Status::kAlready : Status::kSuccess));
  }
  if (model_.accounts.may_be_wrong(request.user, request.secret, open.turn)) {
    answers.push_back(answer_text(Verb::kAuth, Status::kNotFound));
  }
  if (may_fail(open)) answers.push_back(answer_text(Verb::kAuth, Status::kStoreFailed));
  return answers;
}

void Oracle::learn(ConnectionTracker& connection, const OpenRequest& /*open*/, const wire::Login& request,
                   const std::string& answer) {
  const Status status = status_in(Verb::kAuth, answer);
  const bool right = status == Status::kSuccess || status == Status::kAlready;
  const bool known = model_.accounts.certainly_exists(request.user);
  if (right && !known) marks_.reach(CoverageMark::kCommittedUnanswered);
  if (status == Status::kAlready) marks_.reach(CoverageMark::kOnlineElsewhere);
  if (status == Status::kNotFound && known) marks_.reach(CoverageMark::kWrongSecret);
  if (right) model_.accounts.right(request.user, request.secret, model_.turn);
  if (status != Status::kSuccess) return;
  const UserName& name = model_.accounts.as_signed_up(request.user);
  connection.user = name;
  model_.online.log_in(name, connection.channel(), connection.client(), request.peer_port, model_.now);
}

Oracle::Answers Oracle::allowed(const ConnectionTracker& /*connection*/, const OpenRequest& open,
                                const wire::SearchUser& request) {
  Answers answers;
  if (model_.accounts.may_exist(request.user)) {
    answers.push_back(answer_text(Verb::kSearchUser, Status::kAlready));
  }
  if (model_.accounts.may_be_missing(request.user, open.turn)) {
    answers.push_back(answer_text(Verb::kSearchUser, Status::kNotFound));
  }
  if (may_fail(open)) answers.push_back(answer_text(Verb::kSearchUser, Status::kStoreFailed));
  return answers;
}

void Oracle::learn(ConnectionTracker& /*connection*/, const OpenRequest& /*open*/,
                   const wire::SearchUser& /*request*/, const std::string& /*answer*/) {}

Oracle::Answers Oracle::allowed(const ConnectionTracker& /*connection*/, const OpenRequest& open,
                                const wire::CreateRoom& /*request*/) {
  Answers answers{answer_text(Verb::kCreation, Status::kSuccess)};
  if (may_fail(open)) answers.push_back(answer_text(Verb::kCreation, Status::kStoreFailed));
  return answers;
}

void Oracle::learn(ConnectionTracker& connection, const OpenRequest& open, const wire::CreateRoom& request,
                   const std::string& answer) {
  learn_arrival(connection, open, request.room, status_in(Verb::kCreation, answer));
}

Oracle::Answers Oracle::allowed(const ConnectionTracker& connection, const OpenRequest& open,
                                const wire::JoinRoom& /*request*/) {
  Answers answers;
  if (const auto host = model_.rooms.host_after(*connection.user)) {
    answers.push_back(answer_text(Verb::kJoin, Status::kSuccess, host->text()));
  }
  if (may_fail(open)) answers.push_back(answer_text(Verb::kJoin, Status::kStoreFailed));
  return answers;
}

void Oracle::learn(ConnectionTracker& connection, const OpenRequest& open, const wire::JoinRoom& request,
                   const std::string& answer) {
  const Status status = status_in(Verb::kJoin, answer);
  if (status == Status::kSuccess) connection.host_named = model_.rooms.host_after(*connection.user);
  learn_arrival(connection, open, request.room, status);
}

Oracle::Answers Oracle::allowed(const ConnectionTracker& /*connection*/, const OpenRequest& /*open*/,
                                const wire::ExitRoom& /*request*/) {
  return {answer_text(Verb::kRoomExit, Status::kSuccess)};
}

void Oracle::learn(ConnectionTracker& /*connection*/, const OpenRequest& open, const wire::ExitRoom& request,
                   const std::string& /*answer*/) {
  // Success says that the member has left. It confirms a write to the disk only if the disk works.
  if (!may_fail(open)) confirm(request.room, open.turn);
}

void Oracle::learn_arrival(ConnectionTracker& connection, const OpenRequest& open, const RoomName& room,
                           Status status) {
  model_.rooms.complete(*connection.user, status == Status::kSuccess);
  if (status == Status::kSuccess) confirm(room, open.turn);
}

void Oracle::confirm(const RoomName& room, std::uint64_t turn) {
  std::uint64_t& confirmed = model_.confirmed[room];
  confirmed = std::max(confirmed, turn);
}

}  // namespace parley::sim::check
