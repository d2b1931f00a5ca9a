#include "wire/answer.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

#include "wire/text.hpp"

namespace parley::wire {
namespace {

Error malformed(std::string message) { return {ErrorCode::kMalformed, std::move(message)}; }

/// What stands between `<` and `>`; empty where the word has another form.
std::string_view inside_brackets(std::string_view word) {
  if (word.size() < 3 || !word.starts_with('<') || !word.ends_with('>')) return {};
  return word.substr(1, word.size() - 2);
}

bool is_status_word(std::string_view word) {
  return !word.empty() &&
         std::all_of(word.begin(), word.end(), [](char c) { return (c >= 'A' && c <= 'Z') || c == '_'; });
}

std::optional<Status> read_status(std::string_view digits) {
  std::uint16_t number = 0;
  const auto* end = digits.data() + digits.size();
  const auto read = std::from_chars(digits.data(), end, number);
  if (digits.size() != 3 || read.ec != std::errc{} || read.ptr != end) return std::nullopt;
  return status_from(number);
}

}  // namespace

std::string encode(const Answer& answer) {
  const auto verb = text_of(answer.verb);
  const auto word = word_of(answer.verb, answer.status);
  std::string message;
  message.reserve(verb.size() + word.size() + answer.details.size() + 10);
  message += verb;
  message += " <";
  message += word;
  message += "> <";
  message += std::to_string(static_cast<unsigned>(answer.status));
  message += '>';
  if (!answer.details.empty()) {
    message += ' ';
    message += answer.details;
  }
  return message;
}

Result<Answer> decode_answer(std::string_view message) {
  if (!is_utf8(message)) return malformed("the answer is not UTF-8");
  const auto verb = verb_from(next_word(message));
  if (!verb) return malformed("the first word of the answer is not a verb that this version knows");
  if (!is_status_word(inside_brackets(next_word(message)))) {
    return malformed("the answer's second word is not like <SUCCESS>");
  }
  const auto status = read_status(inside_brackets(next_word(message)));
  if (!status) return malformed("the third word of the answer is not a status that this version knows");
  return Answer{*verb, *status, std::string(trimmed(message))};
}

namespace {

/// Takes `mark` off the front of `text`, white space before it included.
bool take(std::string_view& text, char mark) {
  const auto rest = trimmed(text);
  if (!rest.starts_with(mark)) return false;
  text = rest.substr(1);
  return true;
}

/// Takes `'name'` off the front of `text`.
Result<UserName> take_quoted(std::string_view& text) {
  if (!take(text, '\'')) return malformed("a member of the room list is not in quotes");
  const auto close = text.find('\'');
  if (close == text.npos) return malformed("a quote of the room list is not closed");
  const auto name = text.substr(0, close);
  text.remove_prefix(close + 1);
  return UserName::parse(name);
}

/// Takes `['a', 'b']` off the front of `text`.
Result<std::vector<UserName>> take_members(std::string_view& text) {
  std::vector<UserName> members;
  if (!take(text, '[')) return malformed("a room of the room list has no members");
  if (take(text, ']')) return members;
  do {
    auto member = take_quoted(text);
    if (!member) return member.error();
    members.push_back(std::move(*member));
  } while (take(text, ','));
  if (!take(text, ']')) return malformed("the members of a room are not ended by ']'");
  return members;
}

/// Takes `name ['a', 'b'] host.` off the front of `text`.
Result<RoomEntry> take_room(std::string_view& text) {
  auto room = RoomName::parse(next_word(text));
  if (!room) return room.error();
  auto members = take_members(text);
  if (!members) return members.error();
  auto last = next_word(text);
  if (!last.ends_with('.')) return malformed("a room of the room list is not ended by a full stop");
  last.remove_suffix(1);
  auto host = UserName::parse(last);
  if (!host) return host.error();
  return RoomEntry{std::move(*room), std::move(*members), std::move(*host)};
}

/// Reads `(ip:port)`.
Result<Endpoint> read_address(std::string_view word) {
  if (!word.ends_with(')')) return malformed("an address of the peer list is not ended by ')'");
  return Endpoint::parse(word.substr(1, word.size() - 2));
}

}  // namespace

std::string encode_peers(std::span<const PeerEntry> peers) {
  std::string details;
  for (const auto& peer : peers) {
    if (!details.empty()) details += ' ';
    details += peer.user.text();
    if (!peer.endpoint) continue;
    details += " (";
    details += peer.endpoint->to_string();
    details += ')';
  }
  return details;
}

Result<std::vector<PeerEntry>> decode_peers(std::string_view details) {
  std::vector<PeerEntry> peers;
  for (auto word = next_word(details); !word.empty(); word = next_word(details)) {
    if (!word.starts_with('(')) {
      auto user = UserName::parse(word);
      if (!user) return user.error();
      peers.push_back({std::move(*user), std::nullopt});
      continue;
    }
    auto endpoint = read_address(word);
    if (!endpoint) return endpoint.error();
    if (peers.empty() || peers.back().endpoint) return malformed("an address of the peer list is nobody's");
    peers.back().endpoint = *endpoint;
  }
  return peers;
}

std::string python_list(std::span<const UserName> members) {
  std::string list = "[";
  for (const auto& member : members) {
    if (list.size() > 1) list += ", ";
    list += '\'';
    list += member.text();
    list += '\'';
  }
  list += ']';
  return list;
}

std::string encode_rooms(std::span<const RoomEntry> rooms) {
  std::string details;
  for (const auto& room : rooms) {
    if (!details.empty()) details += ' ';
    details += room.room.text();
    details += ' ';
    details += python_list(room.members);
    details += ' ';
    details += room.host.text();
    details += '.';
  }
  return details;
}

Result<std::vector<RoomEntry>> decode_rooms(std::string_view details) {
  std::vector<RoomEntry> rooms;
  details = trimmed(details);
  while (!details.empty()) {
    auto room = take_room(details);
    if (!room) return room.error();
    rooms.push_back(std::move(*room));
  }
  return rooms;
}

std::string encode_names(std::span<const UserName> names) {
  std::string details;
  for (const auto& name : names) {
    if (!details.empty()) details += ' ';
    details += name.text();
  }
  return details;
}

Result<std::vector<UserName>> decode_names(std::string_view details) {
  std::vector<UserName> names;
  for (auto word = next_word(details); !word.empty(); word = next_word(details)) {
    auto name = UserName::parse(word);
    if (!name) return name.error();
    names.push_back(std::move(*name));
  }
  return names;
}

}  // namespace parley::wire
