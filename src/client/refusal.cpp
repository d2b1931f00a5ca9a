#include "client/refusal.hpp"

namespace parley::client {
namespace {

/// What each request means by kAlready and kNotFound.
Refusal meaning_of(wire::Verb verb, bool already) {
  switch (verb) {
    case wire::Verb::kRegister:
      return already ? Refusal::kNameTaken : Refusal::kUnexpected;
    case wire::Verb::kAuth:
      return already ? Refusal::kOnlineAlready : Refusal::kWrongPassword;
    case wire::Verb::kSearchUser:
      return already ? Refusal::kNotOnline : Refusal::kUnknownUser;
    case wire::Verb::kCreation:
      return already ? Refusal::kUnexpected : Refusal::kRoomExists;
    case wire::Verb::kJoin:
      return already ? Refusal::kUnexpected : Refusal::kUnknownRoom;
    default:
      return Refusal::kUnexpected;
  }
}

Refusal meaning_of(const wire::Answer& answer) {
  switch (answer.status) {
    case wire::Status::kAlready:
    case wire::Status::kNotFound:
      return meaning_of(answer.verb, answer.status == wire::Status::kAlready);
    case wire::Status::kMalformed:
      return Refusal::kNotUnderstood;
    case wire::Status::kNotLoggedIn:
      return Refusal::kNotLoggedIn;
    case wire::Status::kNotYours:
      return Refusal::kNotYours;
    case wire::Status::kConflict:
      return Refusal::kConflict;
    case wire::Status::kSlowDown:
      return Refusal::kSlowDown;
    case wire::Status::kStoreFailed:
      return Refusal::kStoreFailed;
    case wire::Status::kShuttingDown:
      return Refusal::kShuttingDown;
    case wire::Status::kSuccess:
      break;
  }
  return Refusal::kUnexpected;
}

}  // namespace

Refused Refused::by(const wire::Answer& answer) {
  return {meaning_of(answer), std::string(refusal(answer.status))};
}

Refused Refused::by(const Error& error) {
  const bool stranger = error.code == ErrorCode::kMalformed;
  return {stranger ? Refusal::kNotARegistry : Refusal::kUnavailable, error.message};
}

Refused Refused::unreadable(const Error& error) {
  return {Refusal::kUnexpected, "The registry's list cannot be read: " + error.message};
}

std::string_view refusal(wire::Status status) {
  switch (status) {
    case wire::Status::kMalformed:
      return "The registry did not understand this request.";
    case wire::Status::kNotLoggedIn:
      return "The registry says that you are not logged in. Please log in again.";
    case wire::Status::kNotYours:
      return "The registry does not allow this in another person's name.";
    case wire::Status::kConflict:
      return "The registry refuses this for now: you may still be in another chat room.";
    case wire::Status::kSlowDown:
      return "Too many requests at once. Please wait a moment and try again.";
    case wire::Status::kStoreFailed:
      return "The registry could not store this. Please try again later.";
    case wire::Status::kShuttingDown:
      return "The registry is shutting down. Please try again later.";
    case wire::Status::kAlready:
      return "The registry says that this is so already.";
    case wire::Status::kNotFound:
      return "The registry knows of no such thing.";
    case wire::Status::kSuccess:
      break;
  }
  return "The registry gave an answer that makes no sense here.";
}

}  // namespace parley::client
