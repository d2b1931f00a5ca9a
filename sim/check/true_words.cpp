#include "sim/check/true_words.hpp"

#include <algorithm>

#include "peer/peer.hpp"
#include "registry/presence.hpp"
#include "registry/registry.hpp"
#include "registry/rooms.hpp"
#include "sim/check/words.hpp"
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

/// Of whom a datagram tells; nobody where it is an announcement of another kind.
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

TrueWords::TrueWords(const Scene& scene, const Clerk& clerk, Findings& findings, Marks& marks)
    : scene_(scene), clerk_(clerk), marks_(marks), check_("what-is-seen-was-written", findings) {}

void TrueWords::on_typed(PersonSeen& person, std::string_view line) {
  deeds_[number(person.node->id())].typed = std::string(line);
}

void TrueWords::on_said(PersonSeen& person, const TraceEvent& sent) {
  deeds_[number(person.node->id())].sent.emplace_back(sent.bytes);
  const bool known = room_at_registry(person) != nullptr;
  remember(pasts_[number(person.node->id())].lines,
           Line{std::string(sent.bytes), person.peer->room(), sent.at, known});
  if (clerk_.books().registry == nullptr) marks_.reach(Rare::kTalkWithoutRegistry);
  check_port(person, sent);
}

/// The room that the person believes to be in, where the registry says the same of this very person: another
/// may have logged in by that name.
const registry::Room* TrueWords::room_at_registry(const PersonSeen& person) const {
  const registry::Registry* registry = clerk_.books().registry;
  if (registry == nullptr || !clerk_.open() || person.peer == nullptr) return nullptr;
  const auto seen = person.peer->glance();
  const auto user = UserName::parse(seen.user);
  if (!user) return nullptr;
  const KnownOnline* online = clerk_.books().online.find(*user);
  if (online == nullptr || online->client != person.node->id()) return nullptr;
  const registry::Room* room = registry->rooms().present_in(*user);
  return room != nullptr && same_name(room->name.text(), seen.room) ? room : nullptr;
}

void TrueWords::check_port(const PersonSeen& person, const TraceEvent& sent) {
  const registry::Room* room = person.interrupted ? nullptr : room_at_registry(person);
  if (room == nullptr) return;
  check_.require(sent.channel == room->port, [&] {
    return person.node->name() + " talks to port " + std::to_string(sent.channel) + ", where " +
           room->name.text() + " has " + std::to_string(room->port);
  });
}

void TrueWords::on_heard(PersonSeen& person, const PersonSeen* writer, const TraceEvent& heard) {
  check_.count();
  if (owes_line_)
    check_.fail("a line that reached a person was not shown: \"" + shortened(owed_line_) + "\"");
  if (person.room.empty() && person.peer != nullptr && person.peer->glance().room.empty()) {
    return check_.fail(person.node->name() + " is in no room and hears \"" +
                       shortened(std::string(heard.bytes)) + "\"");
  }
  mark(person, heard);
  if (writer != nullptr) check_writer(person, *writer, heard);
  owe_line(person, heard.bytes);
}

void TrueWords::check_writer(const PersonSeen& person, const PersonSeen& writer, const TraceEvent& heard) {
  const auto& lines = pasts_[number(writer.node->id())].lines;
  const auto sent = std::find_if(lines.rbegin(), lines.rend(), [&](const Line& line) {
    return line.at == heard.sent && line.bytes == heard.bytes;
  });
  if (sent == lines.rend()) return;  // Sent by a stranger's hand on that machine, or long ago.
  if (!same_name(writer.room, sent->room)) marks_.reach(Rare::kLateLineShown);
  if (same_name(person.room, sent->room)) return;
  // A member whom the registry has ended, and who does not know yet, may hear the next room on that port.
  const bool member = !person.interrupted && room_at_registry(person) != nullptr;
  if (!member || !sent->known_to_registry || person.entered >= sent->at) return;
  check_.fail(person.node->name() + " is in " + person.room + " and hears what " + writer.node->name() +
              " wrote in " + sent->room + ": \"" + shortened(sent->bytes) + "\"");
}

void TrueWords::owe_line(const PersonSeen& person, std::string_view bytes) {
  const auto message = wire::decode_room_datagram(bytes);
  if (std::holds_alternative<wire::Noise>(message)) return;
  const auto subject = subject_of(message);
  if (!subject.empty() && same_name(subject, person.user)) return;
  owes_line_ = person.node->id();
  owed_line_ = wire::printable(wire::utf8_prefix(bytes, 1024));
}

void TrueWords::mark(const PersonSeen& person, const TraceEvent& heard) {
  auto& past = pasts_[number(person.node->id())].heard;
  for (const Heard& before : past) {
    if (before.from != heard.from) continue;
    if (before.sent == heard.sent) {
      marks_.reach(Rare::kLineRepeated);
      break;
    }
    if (before.sent > heard.sent) {
      marks_.reach(Rare::kLinesOvertook);
      break;
    }
  }
  remember(past, Heard{heard.from, heard.sent});
}

void TrueWords::on_missed(const PersonSeen& person) const {
  if (!person.room.empty()) marks_.reach(Rare::kLineLost);
}

void TrueWords::on_printed(const PersonSeen& person, std::string_view line) {
  if (!owes_line_ || *owes_line_ != person.node->id()) return;
  check_.require(line == owed_line_, [&] {
    return person.node->name() + " was shown \"" + shortened(std::string(line)) + "\", where \"" +
           shortened(owed_line_) + "\" came";
  });
  owes_line_.reset();
}

/// What the person's program had to send to its room in this turn.
std::vector<std::string> TrueWords::due(const PersonSeen& person, const PersonSeen& now,
                                        const Deeds& deeds) const {
  std::vector<std::string> due;
  if (person.room.empty() && now.room.empty()) return due;
  if (person.room.empty()) return {"System: User " + now.user + " joined!"};
  if (now.room.empty()) return {"System: User " + person.user + " left."};
  if (!deeds.typed || wire::trimmed(*deeds.typed).empty() || !wire::is_utf8(*deeds.typed)) return due;
  const std::string line = person.user + ": " + wire::printable(*deeds.typed);
  if (line.size() <= 1024) due.push_back(line);
  return due;
}

void TrueWords::after_turn(const PersonSeen& person, const PersonSeen& now) {
  const auto found = deeds_.find(number(person.node->id()));
  const Deeds deeds = found == deeds_.end() ? Deeds{} : std::move(found->second);
  if (person.torn || (found == deeds_.end() && person.room == now.room)) return;
  check_.count();
  const auto wanted = due(person, now, deeds);
  if (deeds.sent == wanted) return;
  const auto listed = [](const std::vector<std::string>& lines) {
    std::string text;
    for (const auto& line : lines) text += (text.empty() ? "\"" : ", \"") + shortened(line) + "\"";
    return text.empty() ? std::string("nothing") : text;
  };
  check_.fail(person.node->name() + "'s program sent " + listed(deeds.sent) + " to the room, where " +
              listed(wanted) + " was due");
}

void TrueWords::after_all() {
  deeds_.clear();
  if (!owes_line_) return;
  check_.fail("a line that reached a person was not shown: \"" + shortened(owed_line_) + "\"");
}

}  // namespace parley::sim::check
