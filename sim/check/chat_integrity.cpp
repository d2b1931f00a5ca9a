#include "sim/check/chat_integrity.hpp"

#include <algorithm>

#include "registry/registry.hpp"
#include "registry/rooms.hpp"
#include "registry/sessions.hpp"
#include "sim/check/answer_text.hpp"
#include "sim/programs/peer_program.hpp"
#include "sim/world/node.hpp"
#include "sim/world/world.hpp"
#include "wire/open_room.hpp"
#include "wire/text.hpp"

namespace parley::sim::check {
namespace {

constexpr std::size_t kRemembered = 64;

std::string lowered(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lower;
}

bool same_name(std::string_view a, std::string_view b) {
  return a.size() == b.size() && (a == b || lowered(a) == lowered(b));
}

/// The user whom a datagram is about; empty for other announcements.
std::string_view subject_of(const wire::RoomDatagram& message) {
  if (const auto* said = std::get_if<wire::Said>(&message)) return said->user;
  if (const auto* joined = std::get_if<wire::Joined>(&message)) return joined->user;
  if (const auto* left = std::get_if<wire::Left>(&message)) return left->user;
  return {};
}

template <class T>
void remember(std::deque<T>& past, T what) {
  past.push_back(std::move(what));
  if (past.size() > kRemembered) past.pop_front();
}

}  // namespace

ChatIntegrity::ChatIntegrity(const WatchedNodes& nodes, const ProtocolChecker& checker, Findings& findings,
                             CoverageMarks& marks)
    : nodes_(nodes), checker_(checker), marks_(marks), check_("what-is-seen-was-written", findings) {}

void ChatIntegrity::on_typed(PersonState& person, std::string_view line) {
  actions_[number(person.node->id())].typed = std::string(line);
}

void ChatIntegrity::on_line_sent(PersonState& person, const TraceEvent& sent) {
  actions_[number(person.node->id())].sent.emplace_back(sent.bytes);
  const bool known = room_at_registry(person) != nullptr;
  remember(histories_[number(person.node->id())].lines,
           Line{std::string(sent.bytes), std::string(person.peer->client().snapshot().room), sent.at, known});
  if (checker_.model().registry == nullptr) marks_.reach(CoverageMark::kTalkWithoutRegistry);
  check_port(person, sent);
}

/// The person's room, if the registry agrees that this very person is in it: somebody else may have logged in
/// under the same name.
const registry::Room* ChatIntegrity::room_at_registry(const PersonState& person) const {
  const registry::Registry* registry = checker_.model().registry;
  if (registry == nullptr || !checker_.open() || person.peer == nullptr) return nullptr;
  const auto seen = person.peer->client().snapshot();
  const auto user = UserName::parse(seen.user);
  if (!user) return nullptr;
  const ModelUser* online = checker_.model().online.find(*user);
  if (online == nullptr || online->client != person.node->id()) return nullptr;
  const registry::Room* room = registry->rooms().present_in(*user);
  return room != nullptr && same_name(room->name.text(), seen.room) ? room : nullptr;
}

void ChatIntegrity::check_port(const PersonState& person, const TraceEvent& sent) {
  const registry::Room* room = person.interrupted ? nullptr : room_at_registry(person);
  if (room == nullptr) return;
  check_.require(sent.channel == room->port, [&] {
    return person.node->name() + " sends to port " + std::to_string(sent.channel) + ", but " +
           room->name.text() + " has port " + std::to_string(room->port);
  });
}

void ChatIntegrity::on_line_received(PersonState& person, const PersonState* writer,
                                     const TraceEvent& received) {
  check_.count();
  if (line_due_from_)
    check_.fail("a line that reached a person was not shown: \"" + shortened(expected_line_) + "\"");
  if (person.room.empty() && person.peer != nullptr && person.peer->client().snapshot().room.empty()) {
    return check_.fail(person.node->name() + " is in no room but received \"" +
                       shortened(std::string(received.bytes)) + "\"");
  }
  mark(person, received);
  if (writer != nullptr) check_writer(person, *writer, received);
  expect_line(person, received.bytes);
}

void ChatIntegrity::check_writer(const PersonState& person, const PersonState& writer,
                                 const TraceEvent& received) {
  const auto& lines = histories_[number(writer.node->id())].lines;
  const auto sent = std::find_if(lines.rbegin(), lines.rend(), [&](const Line& line) {
    return line.at == received.sent && line.bytes == received.bytes;
  });
  if (sent == lines.rend()) return;  // Sent by another program of that machine, or long ago.
  if (!same_name(writer.room, sent->room)) marks_.reach(CoverageMark::kLateLineShown);
  if (same_name(person.room, sent->room)) return;
  // A member whose session has ended without their knowledge may receive lines of the port's next room.
  const bool member = !person.interrupted && room_at_registry(person) != nullptr;
  if (!member || !sent->known_to_registry || person.entered >= sent->at) return;
  check_.fail(person.node->name() + " is in " + person.room + " but received what " + writer.node->name() +
              " wrote in " + sent->room + ": \"" + shortened(sent->bytes) + "\"");
}

void ChatIntegrity::expect_line(const PersonState& person, std::string_view bytes) {
  const auto message = wire::decode_room_datagram(bytes);
  if (std::holds_alternative<wire::Unrecognized>(message)) return;
  const auto subject = subject_of(message);
  if (!subject.empty() && same_name(subject, person.user)) return;
  line_due_from_ = person.node->id();
  expected_line_ = wire::printable(wire::utf8_prefix(bytes, 1024));
}

void ChatIntegrity::mark(const PersonState& person, const TraceEvent& received) {
  auto& past = histories_[number(person.node->id())].received;
  for (const ReceivedLine& before : past) {
    if (before.from != received.from) continue;
    if (before.sent == received.sent) {
      marks_.reach(CoverageMark::kLineRepeated);
      break;
    }
    if (before.sent > received.sent) {
      marks_.reach(CoverageMark::kLinesOvertook);
      break;
    }
  }
  remember(past, ReceivedLine{received.from, received.sent});
}

void ChatIntegrity::on_line_lost(const PersonState& person) const {
  if (!person.room.empty()) marks_.reach(CoverageMark::kLineLost);
}

void ChatIntegrity::on_printed(const PersonState& person, std::string_view line) {
  if (!line_due_from_ || *line_due_from_ != person.node->id()) return;
  check_.require(line == expected_line_, [&] {
    return person.node->name() + " was shown \"" + shortened(std::string(line)) + "\", but received \"" +
           shortened(expected_line_) + "\"";
  });
  line_due_from_.reset();
}

/// The lines that the person's program had to send to its room in this turn.
std::vector<std::string> ChatIntegrity::due(const PersonState& person, const PersonState& now,
                                            const TurnActions& actions) const {
  std::vector<std::string> due;
  if (person.room.empty() && now.room.empty()) return due;
  if (person.room.empty()) return {"System: User " + now.user + " joined!"};
  if (now.room.empty()) return {"System: User " + person.user + " left."};
  if (!actions.typed || wire::trimmed(*actions.typed).empty() || !wire::is_utf8(*actions.typed)) return due;
  const std::string line = person.user + ": " + wire::printable(*actions.typed);
  if (line.size() <= 1024) due.push_back(line);
  return due;
}

void ChatIntegrity::after_turn(const PersonState& person, const PersonState& now) {
  const auto found = actions_.find(number(person.node->id()));
  const TurnActions actions = found == actions_.end() ? TurnActions{} : std::move(found->second);
  if (person.torn || (found == actions_.end() && person.room == now.room)) return;
  check_.count();
  const auto wanted = due(person, now, actions);
  if (actions.sent == wanted) return;
  const auto listed = [](const std::vector<std::string>& lines) {
    std::string text;
    for (const auto& line : lines) text += (text.empty() ? "\"" : ", \"") + shortened(line) + "\"";
    return text.empty() ? std::string("nothing") : text;
  };
  check_.fail(person.node->name() + "'s program sent " + listed(actions.sent) +
              " to the room, but had to send " + listed(wanted));
}

void ChatIntegrity::after_all() {
  actions_.clear();
  if (!line_due_from_) return;
  check_.fail("a line that reached a person was not shown: \"" + shortened(expected_line_) + "\"");
}

}  // namespace parley::sim::check
