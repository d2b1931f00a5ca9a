#include <algorithm>

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

}  // namespace parley::sim::scenario
