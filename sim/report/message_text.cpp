#include "sim/report/message_text.hpp"

#include <algorithm>
#include <cstddef>
#include <span>
#include <variant>

#include "wire/answer.hpp"
#include "wire/framing.hpp"
#include "wire/keep_alive.hpp"
#include "wire/open_room.hpp"
#include "wire/request.hpp"
#include "wire/text.hpp"

namespace parley::sim::report {
namespace {

constexpr std::size_t kMaxCharacterBytes = 4;
constexpr std::string_view kDigits = "0123456789abcdef";

/// How many bytes at the beginning are one character that can be shown as it is; 0 where none is.
std::size_t harmless_prefix(std::string_view bytes) {
  for (std::size_t size = 1; size <= std::min(kMaxCharacterBytes, bytes.size()); ++size) {
    const std::string_view character = bytes.substr(0, size);
    if (wire::is_utf8(character)) return wire::printable(character) == character ? size : 0;
  }
  return 0;
}

void add_escape(std::string& text, char byte) {
  switch (byte) {
    case '\n':
      text += "\\n";
      return;
    case '\r':
      text += "\\r";
      return;
    case '\t':
      text += "\\t";
      return;
    default:
      text += "\\x" + hex({&byte, 1});
  }
}

std::string yes_no(bool yes) { return yes ? "yes" : "no"; }

/// The words of each request behind its verb.
struct RequestFields {
  MessageText& words;

  void add(std::string name, std::string value) const {
    words.fields.emplace_back(std::move(name), std::move(value));
  }
  void name(const std::string& text) const { words.label += " " + text; }

  void operator()(const wire::Hello& hello) const { add("version", std::to_string(hello.version)); }
  void operator()(const wire::Register& request) const {
    name(request.user.text());
    add("user", request.user.text());
    add("secret", request.secret);
  }
  void operator()(const wire::Login& request) const {
    name(request.user.text());
    add("user", request.user.text());
    add("secret", request.secret);
    add("reached at port", std::to_string(request.peer_port));
  }
  void operator()(const wire::Logout& request) const {
    name(request.user);
    add("user", request.user.empty() ? "no name" : request.user);
  }
  void operator()(const wire::SearchUser& request) const {
    name(request.user.text());
    add("looked for", request.user.text());
  }
  void operator()(const wire::DiscoverPeers& request) const {
    add("with addresses", yes_no(request.detailed));
    add("asked by", request.asker.text());
  }
  void operator()(const wire::CreateRoom& request) const { in_room(request.room, request.user); }
  void operator()(const wire::JoinRoom& request) const { in_room(request.room, request.user); }
  void operator()(const wire::ExitRoom& request) const { in_room(request.room, request.user); }
  void operator()(const wire::ShowRoomList& /*request*/) const {}
  void operator()(const wire::DiscoverRoomPeers& request) const {
    name(request.room.text());
    add("room", request.room.text());
  }
  void in_room(const RoomName& room, const UserName& user) const {
    name(room.text());
    add("room", room.text());
    add("user", user.text());
  }
};

MessageText describe_request(const wire::Request& request) {
  const std::string message = wire::encode(request);
  std::string_view rest = message;
  const std::string verb(wire::next_word(rest));
  MessageText words{MessageKind::kRequest, verb, {{"request", verb}}};
  std::visit(RequestFields{words}, request);
  return words;
}

/// What a list of the registry says, an entry each.
void add_lists(const wire::Answer& answer, MessageText& words) {
  if (answer.verb == wire::Verb::kPeerList) {
    if (const auto peers = wire::decode_peers(answer.details)) {
      for (const wire::PeerEntry& peer : *peers) {
        words.fields.emplace_back(
            "online", peer.user.text() + (peer.endpoint ? " at " + peer.endpoint->to_string() : ""));
      }
    }
  } else if (answer.verb == wire::Verb::kRoomsList) {
    if (const auto rooms = wire::decode_rooms(answer.details)) {
      for (const wire::RoomEntry& room : *rooms) {
        words.fields.emplace_back("room", room.room.text() + ": " + wire::encode_names(room.members) +
                                              "; host " + room.host.text());
      }
    }
  }
}

MessageText describe_answer(const wire::Answer& answer) {
  const std::string verb(wire::text_of(answer.verb));
  const std::string status = std::to_string(static_cast<unsigned>(answer.status));
  MessageText words{MessageKind::kAnswer, verb + " " + status, {{"answer", verb}}};
  words.fields.emplace_back("result", status + " " + std::string(wire::word_of(answer.verb, answer.status)));
  if (!answer.details.empty()) words.fields.emplace_back("details", escaped(answer.details));
  add_lists(answer, words);
  return words;
}

MessageText describe_message(std::string_view message) {
  if (const auto answer = wire::decode_answer(message)) return describe_answer(*answer);
  const auto request = wire::decode_request(message);
  if (const auto* good = std::get_if<wire::Request>(&request)) return describe_request(*good);
  const auto& bad = std::get<wire::BadRequest>(request);
  if (bad.verb == wire::Verb::kError) return {};
  std::string_view rest = message;
  const std::string verb = escaped(wire::next_word(rest));
  const std::string status = std::to_string(static_cast<unsigned>(bad.status));
  return {MessageKind::kRequest,
          verb + " (malformed)",
          {{"request", verb}, {"to be refused", status + " " + bad.reason}}};
}

void add_message(std::vector<MessageText>& all, std::string_view message) {
  MessageText words = describe_message(message);
  if (words.sort == MessageKind::kBytes) words.label = escaped(wire::utf8_prefix(message, 60));
  all.push_back(std::move(words));
}

/// The sentence of a room's datagram.
struct ChatFields {
  MessageText operator()(const wire::Said& said) const {
    return {MessageKind::kChat,
            escaped(said.user + ": " + said.text),
            {{"writer", escaped(said.user)}, {"text", escaped(said.text)}}};
  }
  MessageText operator()(const wire::Joined& joined) const {
    return {MessageKind::kChat,
            escaped(joined.user) + " joined",
            {{"notice", "joined"}, {"user", escaped(joined.user)}}};
  }
  MessageText operator()(const wire::Left& left) const {
    return {
        MessageKind::kChat, escaped(left.user) + " left", {{"notice", "left"}, {"user", escaped(left.user)}}};
  }
  MessageText operator()(const wire::Announced& announced) const {
    return {MessageKind::kChat, escaped(announced.text), {{"notice", escaped(announced.text)}}};
  }
  MessageText operator()(const wire::Unrecognized& /*noise*/) const { return {}; }
};

}  // namespace

std::string_view to_text(MessageKind sort) {
  switch (sort) {
    case MessageKind::kKeepAlive:
      return "keep-alive";
    case MessageKind::kGreeting:
      return "greeting";
    case MessageKind::kRequest:
      return "request";
    case MessageKind::kAnswer:
      return "answer";
    case MessageKind::kChat:
      return "chat";
    case MessageKind::kBytes:
      break;
  }
  return "bytes";
}

std::vector<MessageText> describe_record(std::string_view bytes) {
  std::vector<MessageText> all;
  if (bytes.starts_with(wire::kGreeting)) {
    all.push_back({MessageKind::kGreeting, "greeting", {{"greeting", "the registry is there"}}});
    bytes.remove_prefix(wire::kGreeting.size());
  }
  while (!bytes.empty()) {
    const std::size_t end = bytes.find('\n');
    const std::string_view line = bytes.substr(0, end);
    bytes.remove_prefix(end == std::string_view::npos ? bytes.size() : end + 1);
    if (!wire::trimmed(line).empty()) add_message(all, line);
  }
  return all;
}

MessageText describe_datagram(std::string_view bytes) {
  if (const auto alive = wire::decode_keep_alive(bytes)) {
    return {
        MessageKind::kKeepAlive, "KEEP_ALIVE " + alive->user.text(), {{"keep-alive of", alive->user.text()}}};
  }
  MessageText words = std::visit(ChatFields{}, wire::decode_room_datagram(bytes));
  if (words.sort == MessageKind::kBytes) words.label = escaped(wire::utf8_prefix(bytes, 60));
  return words;
}

std::string escaped(std::string_view bytes) {
  std::string text;
  text.reserve(bytes.size());
  while (!bytes.empty()) {
    const std::size_t size = harmless_prefix(bytes);
    if (size == 0) {
      add_escape(text, bytes.front());
    } else if (bytes.front() == '\\') {
      text += "\\\\";
    } else {
      text += bytes.substr(0, size);
    }
    bytes.remove_prefix(std::max<std::size_t>(size, 1));
  }
  return text;
}

std::string hex(std::string_view bytes) {
  std::string text;
  text.reserve(2 * bytes.size());
  for (const char byte : bytes) {
    const auto value = static_cast<unsigned char>(byte);
    text += kDigits[value >> 4U];
    text += kDigits[value & 0xfU];
  }
  return text;
}

}  // namespace parley::sim::report
