#include "sim/check/answer_text.hpp"

#include <algorithm>
#include <array>
#include <cstdio>

namespace parley::sim::check {
namespace {

using wire::Status;
using wire::Verb;

struct Spelling {
  Verb verb;
  std::string_view text;
  std::string_view already;    ///< The word of <300>, where the verb has one.
  std::string_view not_found;  ///< The word of <404>.
};

constexpr std::array<Spelling, 12> kSpellings = {{
    {Verb::kHello, "HELLO", "", "FAILURE"},
    {Verb::kRegister, "REGISTER", "EXIST", "FAILURE"},
    {Verb::kAuth, "AUTH", "ONLINE", "FAILURE"},
    {Verb::kLogout, "LOGOUT", "", "FAILURE"},
    {Verb::kSearchUser, "SEARCH_USER_RESPONSE", "NOT_ONLINE", "NOT_FOUND"},
    {Verb::kPeerList, "PEER_LIST", "", "FAILURE"},
    {Verb::kCreation, "CREATION", "", "FAILURE"},
    {Verb::kJoin, "JOIN", "", "FAILURE"},
    {Verb::kRoomExit, "ROOM-EXIT-RESPONSE", "", "FAILURE"},
    {Verb::kRoomsList, "ROOMS-LIST", "", "FAILURE"},
    {Verb::kRoomPeerList, "PEER-LIST", "", "FAILURE"},
    {Verb::kError, "ERROR", "", "FAILURE"},
}};

std::string_view number_of(Status status) {
  switch (status) {
    case Status::kSuccess:
      return "200";
    case Status::kAlready:
      return "300";
    case Status::kMalformed:
      return "400";
    case Status::kNotLoggedIn:
      return "401";
    case Status::kNotYours:
      return "403";
    case Status::kNotFound:
      return "404";
    case Status::kConflict:
      return "409";
    case Status::kSlowDown:
      return "429";
    case Status::kStoreFailed:
      return "500";
    case Status::kShuttingDown:
      break;
  }
  return "503";
}

std::string_view word_of(const Spelling& spelling, Status status) {
  if (status == Status::kSuccess) return "SUCCESS";
  if (status == Status::kAlready) return spelling.already;
  if (status == Status::kNotFound) return spelling.not_found;
  return "FAILURE";
}

}  // namespace

std::string answer_text(Verb verb, Status status, std::string_view details) {
  for (const Spelling& spelling : kSpellings) {
    if (spelling.verb != verb) continue;
    std::string text(spelling.text);
    ((text += " <") += word_of(spelling, status)) += "> <";
    (text += number_of(status)) += '>';
    if (!details.empty()) (text += ' ') += details;
    return text;
  }
  return {};
}

bool is_due(std::string_view answer, std::string_view due) {
  constexpr std::string_view kAddressBytes = "0123456789.";
  for (auto at = due.find(kSomeAddress); at != due.npos; at = due.find(kSomeAddress)) {
    if (answer.substr(0, at) != due.substr(0, at)) return false;
    answer.remove_prefix(at);
    due.remove_prefix(at + 1);
    const auto end = std::min(answer.find_first_not_of(kAddressBytes), answer.size());
    if (end == 0) return false;
    answer.remove_prefix(end);
  }
  return answer == due;
}

std::string in_seconds(Duration time) {
  constexpr std::int64_t kSecond = 1'000'000'000;
  std::array<char, 48> text{};
  std::snprintf(text.data(), text.size(), "%lld.%09lld s", static_cast<long long>(time.count() / kSecond),
                static_cast<long long>(time.count() % kSecond));
  return text.data();
}

std::string shortened(const std::string& text) {
  constexpr std::size_t kShown = 120;
  return text.size() <= kShown ? text : text.substr(0, kShown) + "...";
}

}  // namespace parley::sim::check
