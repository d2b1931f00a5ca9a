#include "wire/verbs.hpp"

#include <algorithm>
#include <array>

namespace parley::wire {
namespace {

/// By the value of the Verb.
constexpr std::array<std::string_view, 12> kVerbs = {"HELLO",
                                                     "REGISTER",
                                                     "AUTH",
                                                     "LOGOUT",
                                                     "SEARCH_USER_RESPONSE",
                                                     "PEER_LIST",
                                                     "CREATION",
                                                     "JOIN",
                                                     "ROOM-EXIT-RESPONSE",
                                                     "ROOMS-LIST",
                                                     "PEER-LIST",
                                                     "ERROR"};
static_assert(static_cast<std::size_t>(Verb::kError) + 1 == kVerbs.size());

std::string_view word_of_already(Verb verb) {
  switch (verb) {
    case Verb::kRegister:
      return "EXIST";
    case Verb::kAuth:
      return "ONLINE";
    case Verb::kSearchUser:
      return "NOT_ONLINE";
    default:
      return "FAILURE";
  }
}

}  // namespace

std::string_view text_of(Verb verb) { return kVerbs[static_cast<std::size_t>(verb)]; }

std::optional<Verb> verb_from(std::string_view text) {
  const auto* found = std::find(kVerbs.begin(), kVerbs.end(), text);
  if (found == kVerbs.end()) return std::nullopt;
  return static_cast<Verb>(found - kVerbs.begin());
}

std::optional<Status> status_from(std::uint16_t number) {
  const auto status = static_cast<Status>(number);
  switch (status) {
    case Status::kSuccess:
    case Status::kAlready:
    case Status::kMalformed:
    case Status::kNotLoggedIn:
    case Status::kNotYours:
    case Status::kNotFound:
    case Status::kConflict:
    case Status::kSlowDown:
    case Status::kStoreFailed:
    case Status::kShuttingDown:
      return status;
  }
  return std::nullopt;
}

const RequestVerb* find_request_verb(std::string_view text) {
  const auto is_it = [&](const RequestVerb& verb) { return verb.text == text; };
  const auto* found = std::find_if(kRequestVerbs.begin(), kRequestVerbs.end(), is_it);
  return found == kRequestVerbs.end() ? nullptr : found;
}

const RequestVerb* request_answered_by(Verb answer) {
  const auto is_it = [&](const RequestVerb& verb) { return verb.answer == answer; };
  const auto* found = std::find_if(kRequestVerbs.begin(), kRequestVerbs.end(), is_it);
  return found == kRequestVerbs.end() ? nullptr : found;
}

std::string_view word_of(Verb verb, Status status) {
  if (status == Status::kSuccess) return "SUCCESS";
  if (status == Status::kAlready) return word_of_already(verb);
  if (status == Status::kNotFound && verb == Verb::kSearchUser) return "NOT_FOUND";
  return "FAILURE";
}

}  // namespace parley::wire
