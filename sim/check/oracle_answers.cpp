#include <algorithm>
#include <utility>
#include <variant>

#include "sim/check/answer_words.hpp"
#include "sim/check/oracle.hpp"
#include "sim/check/words.hpp"

/// What waited for store or hasher, and is answered now.
namespace parley::sim::check {
namespace {

using wire::Status;
using wire::Verb;

constexpr Status kOutcomes[] = {Status::kSuccess, Status::kAlready, Status::kNotFound, Status::kStoreFailed};

/// The status that an answer of this verb was given with; its details are right already.
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

std::string complaint(const OpenRequest& open, const std::string& answer, const std::string& right) {
  return "\"" + shortened(open.text) + "\" was answered \"" + shortened(answer) + "\", where " + right +
         " is right";
}

}  // namespace

std::optional<std::string> Oracle::conclude(Talk& talk, const std::string& answer) {
  const OpenRequest open = *std::exchange(talk.open, std::nullopt);
  if (open.due) {
    if (is_due(answer, *open.due)) return std::nullopt;
    return complaint(open, answer, "\"" + *open.due + "\"");
  }
  const bool hashed = std::holds_alternative<wire::Register>(*open.request) ||
                      std::holds_alternative<wire::Login>(*open.request);
  if (hashed && books_.hashes > 0) --books_.hashes;
  std::optional<std::string> wrong;
  std::visit(
      [&](const auto& request) {
        if constexpr (requires { allowed(talk, open, request); }) {
          const Answers answers = allowed(talk, open, request);
          const bool right = std::find(answers.begin(), answers.end(), answer) != answers.end();
          if (right && answer.ends_with("<500>")) marks_.reach(Rare::kStoreFailed);
          if (right) return learn(talk, open, request, answer);
          wrong = complaint(open, answer, listed(answers));
        } else {
          wrong = complaint(open, answer, "another answer");
        }
      },
      *open.request);
  return wrong;
}

bool Oracle::may_fail(const OpenRequest& open) const {
  return books_.ailing || books_.trouble > open.trouble;
}

Oracle::Answers Oracle::allowed(const Talk& talk, const OpenRequest& open, const wire::Register& request) {
  Answers answers;
  if (!books_.accounts.surely_exists(request.user)) {
    answers.push_back(answer_text(Verb::kRegister, Status::kSuccess));
  }
  if (books_.accounts.may_exist_for(request.user, talk.channel())) {
    answers.push_back(answer_text(Verb::kRegister, Status::kAlready));
  }
  if (may_fail(open)) answers.push_back(answer_text(Verb::kRegister, Status::kStoreFailed));
  return answers;
}

void Oracle::learn(Talk& talk, const OpenRequest& /*open*/, const wire::Register& request,
                   const std::string& answer) {
  const Status status = status_in(Verb::kRegister, answer);
  if (status == Status::kSuccess) books_.accounts.made(request.user, request.secret, books_.turn);
  if (status == Status::kAlready) marks_.reach(Rare::kNameTaken);
  if (status == Status::kAlready) books_.accounts.exists(request.user, talk.channel(), books_.turn);
}

Oracle::Answers Oracle::allowed(const Talk& /*talk*/, const OpenRequest& open, const wire::Login& request) {
  Answers answers;
  if (books_.accounts.may_be_right(request.user, request.secret)) {
    const bool online = books_.online.find(request.user) != nullptr;
    answers.push_back(answer_text(Verb::kAuth, online ? Status::kAlready : Status::kSuccess));
  }
  if (books_.accounts.may_be_wrong(request.user, request.secret, open.turn)) {
    answers.push_back(answer_text(Verb::kAuth, Status::kNotFound));
  }
  if (may_fail(open)) answers.push_back(answer_text(Verb::kAuth, Status::kStoreFailed));
  return answers;
}

void Oracle::learn(Talk& talk, const OpenRequest& /*open*/, const wire::Login& request,
                   const std::string& answer) {
  const Status status = status_in(Verb::kAuth, answer);
  const bool right = status == Status::kSuccess || status == Status::kAlready;
  const bool known = books_.accounts.surely_exists(request.user);
  if (right && !known) marks_.reach(Rare::kCommittedUnanswered);
  if (status == Status::kAlready) marks_.reach(Rare::kOnlineElsewhere);
  if (status == Status::kNotFound && known) marks_.reach(Rare::kWrongSecret);
  if (right) books_.accounts.right(request.user, request.secret, books_.turn);
  if (status != Status::kSuccess) return;
  const UserName& name = books_.accounts.as_signed_up(request.user);
  talk.user = name;
  books_.online.log_in(name, talk.channel(), talk.client(), request.peer_port, books_.now);
}

Oracle::Answers Oracle::allowed(const Talk& /*talk*/, const OpenRequest& open,
                                const wire::SearchUser& request) {
  Answers answers;
  if (books_.accounts.may_exist(request.user)) {
    answers.push_back(answer_text(Verb::kSearchUser, Status::kAlready));
  }
  if (books_.accounts.may_be_missing(request.user, open.turn)) {
    answers.push_back(answer_text(Verb::kSearchUser, Status::kNotFound));
  }
  if (may_fail(open)) answers.push_back(answer_text(Verb::kSearchUser, Status::kStoreFailed));
  return answers;
}

void Oracle::learn(Talk& /*talk*/, const OpenRequest& /*open*/, const wire::SearchUser& /*request*/,
                   const std::string& /*answer*/) {}

Oracle::Answers Oracle::allowed(const Talk& /*talk*/, const OpenRequest& open,
                                const wire::CreateRoom& /*request*/) {
  Answers answers{answer_text(Verb::kCreation, Status::kSuccess)};
  if (may_fail(open)) answers.push_back(answer_text(Verb::kCreation, Status::kStoreFailed));
  return answers;
}

void Oracle::learn(Talk& talk, const OpenRequest& open, const wire::CreateRoom& /*request*/,
                   const std::string& answer) {
  learn_room_change(talk, open, status_in(Verb::kCreation, answer));
}

Oracle::Answers Oracle::allowed(const Talk& talk, const OpenRequest& open,
                                const wire::JoinRoom& /*request*/) {
  const KnownRoom* room = books_.rooms.present_in(*talk.user);
  Answers answers;
  if (room != nullptr) {
    answers.push_back(answer_text(Verb::kJoin, Status::kSuccess, room->host().text()));
  }
  if (may_fail(open)) answers.push_back(answer_text(Verb::kJoin, Status::kStoreFailed));
  return answers;
}

void Oracle::learn(Talk& talk, const OpenRequest& open, const wire::JoinRoom& /*request*/,
                   const std::string& answer) {
  const Status status = status_in(Verb::kJoin, answer);
  if (status == Status::kSuccess) talk.host_named = books_.rooms.present_in(*talk.user)->host();
  learn_room_change(talk, open, status);
}

Oracle::Answers Oracle::allowed(const Talk& /*talk*/, const OpenRequest& /*open*/,
                                const wire::ExitRoom& /*request*/) {
  return {answer_text(Verb::kRoomExit, Status::kSuccess)};
}

void Oracle::learn(Talk& /*talk*/, const OpenRequest& open, const wire::ExitRoom& /*request*/,
                   const std::string& /*answer*/) {
  // Success says that the member is out, not that the disk knows.
  if (!may_fail(open)) books_.confirmed = std::max(books_.confirmed, open.turn);
}

void Oracle::learn_room_change(Talk& talk, const OpenRequest& open, Status status) {
  if (status == Status::kSuccess) {
    books_.confirmed = std::max(books_.confirmed, open.turn);
  } else {
    books_.rooms.leave_present(*talk.user);
  }
}

}  // namespace parley::sim::check
