#include <algorithm>
#include <utility>

#include "sim/language/keywords.hpp"
#include "sim/language/limits.hpp"
#include "sim/language/statements.hpp"

namespace parley::sim::scenario {
namespace {

Match accept_match(Cursor& cursor) { return cursor.accept("a line with") ? Match::kPart : Match::kWholeLine; }

Sees sees(Cursor& cursor, const Subject& subject) {
  Sees condition{subject.people, {}, accept_match(cursor)};
  do {
    condition.texts.push_back(cursor.expect_string("a line of the screen in quotes"));
  } while (cursor.accept("and"));
  return condition;
}

template <class Condition>
Condition unseen(Cursor& cursor, const Subject& subject) {
  Condition condition{subject.people, {}, accept_match(cursor)};
  condition.text = cursor.expect_string("a line of the screen in quotes");
  return condition;
}

std::optional<Condition> accept_people_condition(Cursor& cursor, const Subject& subject) {
  if (cursor.accept("sees", "see")) return sees(cursor, subject);
  if (cursor.accept("does not see", "do not see")) return unseen<DoesNotSee>(cursor, subject);
  if (cursor.accept("never sees", "never see")) return unseen<NeverSees>(cursor, subject);
  if (cursor.accept("is asked", "are asked")) {
    return IsAsked{subject.people, cursor.expect_string("a question in quotes")};
  }
  if (cursor.accept("is in no room", "are in no room")) return IsInRoom{subject.people, {}};
  if (cursor.accept("is in room", "are in room")) {
    return IsInRoom{subject.people, cursor.expect_word("a room's name")};
  }
  if (cursor.accept("has ended", "have ended")) {
    const bool coded = cursor.accept("with code");
    const std::size_t code = coded ? cursor.expect_number("an exit code", 255) : 0;
    return HasEnded{subject.people, static_cast<std::uint8_t>(code)};
  }
  return std::nullopt;
}

std::optional<Condition> accept_client_condition(Cursor& cursor, const Subject& subject) {
  if (cursor.accept("receives nothing", "receive nothing")) return ReceivesNothing{subject.clients};
  if (cursor.accept("receives", "receive")) {
    const Match match = accept_match(cursor);
    return Receives{subject.clients, cursor.expect_bytes(), match};
  }
  if (cursor.accept("is closed", "are closed")) return IsClosed{subject.clients};
  if (cursor.accept("is connected", "are connected")) return IsConnected{subject.clients};
  return std::nullopt;
}

/// `lounge (alice*, bob)`
ExpectedRoom room(Cursor& cursor, const NameTable& name_table) {
  ExpectedRoom room{cursor.expect_word("a room's name"), {}, {}};
  cursor.expect_mark('(');
  do {
    const std::vector<std::string> names = name_table.expect_names_or_group(cursor);
    room.members.insert(room.members.end(), names.begin(), names.end());
    if (!cursor.accept_mark('*') || names.empty()) continue;
    if (!room.host.empty()) cursor.fail("a second host in `" + room.name + "`, expected one `*`");
    room.host = names.front();
  } while (cursor.accept_mark(','));
  cursor.expect_mark(')');
  if (room.host.empty()) cursor.fail("no host in `" + room.name + "`, expected a `*` behind one member");
  std::sort(room.members.begin(), room.members.end());
  return room;
}

RoomsAre rooms(Cursor& cursor, const NameTable& name_table) {
  RoomsAre condition;
  do {
    condition.rooms.push_back(room(cursor, name_table));
  } while (cursor.accept_mark(',') || cursor.accept("and"));
  return condition;
}

/// `everyone`, or names with which somebody may have signed up, of the cast or not.
OnlineAre online(Cursor& cursor, const NameTable& name_table) {
  OnlineAre condition;
  do {
    if (cursor.accept("everyone")) {
      for (const Person& person : name_table.scenario().people) condition.users.push_back(person.name);
      continue;
    }
    const std::vector<std::string> names = name_table.expect_names_or_group(cursor);
    condition.users.insert(condition.users.end(), names.begin(), names.end());
  } while (cursor.accept_mark(',') || cursor.accept("and"));
  std::sort(condition.users.begin(), condition.users.end());
  return condition;
}

}  // namespace

std::optional<Condition> accept_participant_condition(Cursor& cursor, const Subject& subject) {
  if (subject.clients.empty()) return accept_people_condition(cursor, subject);
  return accept_client_condition(cursor, subject);
}

std::optional<Condition> accept_registry_condition(Cursor& cursor, const NameTable& name_table) {
  if (cursor.accept("rooms are")) return rooms(cursor, name_table);
  if (cursor.accept("there are no rooms") || cursor.accept("no rooms")) return RoomsAre{};
  if (cursor.accept("online are") || cursor.accept("online is")) return online(cursor, name_table);
  if (cursor.accept("nobody is online")) return OnlineAre{};
  if (cursor.accept("room")) {
    RoomHas condition{cursor.expect_word("a room's name"), 0, Bound::kExactly};
    cursor.expect("has");
    condition.bound = accept_keyword(cursor, kBoundKeywords).value_or(Bound::kExactly);
    condition.members = cursor.expect_number("how many members", limits::kMaxParticipants);
    if (!cursor.accept("members", "member")) cursor.fail_expecting("`members`");
    return condition;
  }
  const auto bound = accept_keyword(cursor, kBoundKeywords);
  const auto word = cursor.peek_word();
  if (bound || (word && number_from(*word))) {
    OnlineCount condition{cursor.expect_number("how many people", limits::kMaxParticipants),
                          bound.value_or(Bound::kExactly)};
    if (!cursor.accept("people are online")) cursor.fail_expecting("`people are online`");
    return condition;
  }
  return std::nullopt;
}

namespace {

std::string line_with(Match match) { return match == Match::kPart ? "a line with " : ""; }

std::string bounded(Bound bound, std::size_t number) {
  const std::string word = text_of(bound, kBoundKeywords);
  return (word.empty() ? "" : word + " ") + std::to_string(number);
}

/// NameWriter that differ only in their number by it, so that guest2 stands before guest10 and ranges
/// together.
bool before(const std::string& a, const std::string& b) {
  static constexpr std::string_view kDigits = "0123456789";
  const auto stem = [](const std::string& name) {
    return name.substr(0, name.find_last_not_of(kDigits) + 1);
  };
  if (stem(a) != stem(b)) return stem(a) < stem(b);
  return a.size() != b.size() ? a.size() < b.size() : a < b;
}

std::string room_text(const ExpectedRoom& room) {
  std::string text = room.name + " (" + room.host + "*";
  bool host_written = false;
  for (const std::string& member : room.members) {
    if (member != room.host || std::exchange(host_written, true)) text += ", " + member;
  }
  return text + ")";
}

struct ConditionWriter {
  const NameWriter& names;

  std::string operator()(const Sees& c) const {
    std::string text = names.who(c.who).verb("sees ", "see ") + line_with(c.match);
    for (std::size_t i = 0; i < c.texts.size(); ++i) text += (i == 0 ? "" : " and ") + quoted(c.texts[i]);
    return text;
  }
  std::string operator()(const DoesNotSee& c) const {
    return names.who(c.who).verb("does not see ", "do not see ") + line_with(c.match) + quoted(c.text);
  }
  std::string operator()(const NeverSees& c) const {
    return names.who(c.who).verb("never sees ", "never see ") + line_with(c.match) + quoted(c.text);
  }
  std::string operator()(const IsAsked& c) const {
    return names.who(c.who).verb("is asked ", "are asked ") + quoted(c.prompt);
  }
  std::string operator()(const HasEnded& c) const {
    return names.who(c.who).verb("has ended", "have ended") +
           (c.code == 0 ? "" : " with code " + std::to_string(c.code));
  }
  std::string operator()(const IsInRoom& c) const {
    const NameWriter::Who who = names.who(c.who);
    return c.room.empty() ? who.verb("is in no room", "are in no room")
                          : who.verb("is in room ", "are in room ") + c.room;
  }
  std::string operator()(const Receives& c) const {
    return names.who(c.who).verb("receives ", "receive ") + line_with(c.match) + written_bytes(c.text);
  }
  std::string operator()(const ReceivesNothing& c) const {
    return names.who(c.who).verb("receives nothing", "receive nothing");
  }
  std::string operator()(const IsClosed& c) const { return names.who(c.who).verb("is closed", "are closed"); }
  std::string operator()(const IsConnected& c) const {
    return names.who(c.who).verb("is connected", "are connected");
  }
  std::string operator()(const RoomsAre& c) const {
    std::string text = c.rooms.empty() ? "no rooms" : "rooms are ";
    for (std::size_t i = 0; i < c.rooms.size(); ++i) text += (i == 0 ? "" : ", ") + room_text(c.rooms[i]);
    return text;
  }
  std::string operator()(const RoomHas& c) const {
    return "room " + c.room + " has " + bounded(c.bound, c.members) + " members";
  }
  std::string operator()(const OnlineAre& c) const {
    if (c.users.empty()) return "nobody is online";
    std::vector<std::string> users = c.users;
    std::sort(users.begin(), users.end(), before);
    return "online are " + listed(users);
  }
  std::string operator()(const OnlineCount& c) const {
    return bounded(c.bound, c.users) + " people are online";
  }
};

}  // namespace

std::string condition_text(const NameWriter& names, const Condition& condition) {
  return std::visit(ConditionWriter{names}, condition);
}

}  // namespace parley::sim::scenario
