#include <algorithm>

#include "registry/rooms.hpp"
#include "registry/sessions.hpp"
#include "sim/play/condition_checker.hpp"

/// What is expected of the registry, looked up in its own tables.
namespace parley::sim::scenario {
namespace {

constexpr const char* kNotRunning = "the registry is not running";
constexpr std::size_t kNamesShown = 20;

bool is_within(std::size_t number, Bound bound, std::size_t expected) {
  switch (bound) {
    case Bound::kAtLeast:
      return number >= expected;
    case Bound::kAtMost:
      return number <= expected;
    case Bound::kExactly:
      break;
  }
  return number == expected;
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (std::size_t i = 0; i < words.size() && i < kNamesShown; ++i) text += (i == 0 ? "" : ", ") + words[i];
  return words.size() > kNamesShown ? text + ", ... (" + std::to_string(words.size()) + ")" : text;
}

std::size_t present_count(const registry::Room& room) {
  const auto present = [](const registry::Member& member) { return member.present; };
  return static_cast<std::size_t>(std::count_if(room.members.begin(), room.members.end(), present));
}

/// A host who is not present is none.
ExpectedRoom as_expected(const registry::Room& room) {
  ExpectedRoom seen{room.name.text(), {}, {}};
  for (const registry::Member& member : room.members) {
    if (member.present) seen.members.push_back(member.user.text());
  }
  if (room.members.front().present) seen.host = room.host().text();
  std::sort(seen.members.begin(), seen.members.end());
  return seen;
}

/// `lounge (alice*, bob away)`
std::string to_text(const registry::Room& room) {
  std::vector<std::string> members;
  for (const registry::Member& member : room.members) {
    const bool host = &member == &room.members.front();
    members.push_back(member.user.text() + (host ? "*" : "") + (member.present ? "" : " away"));
  }
  return room.name.text() + " (" + joined(members) + ")";
}

std::string to_text(const registry::Rooms& rooms) {
  std::vector<std::string> texts;
  for (const auto& [number, room] : rooms.in_order()) texts.push_back(to_text(room));
  return texts.empty() ? "there are no rooms" : "rooms are " + joined(texts);
}

std::vector<std::string> online_names(const registry::Sessions& presence) {
  std::vector<std::string> names;
  for (const registry::Session& user : presence.in_order()) names.push_back(user.name.text());
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace

bool ConditionChecker::check(const RoomsAre& condition) {
  const registry::Registry* registry = cluster_.registry();
  if (registry == nullptr) return fail(kNotRunning);
  const auto& rooms = registry->rooms().in_order();
  bool same = rooms.size() == condition.rooms.size();
  for (auto it = rooms.begin(); same && it != rooms.end(); ++it) {
    const ExpectedRoom seen = as_expected(it->second);
    same = std::find(condition.rooms.begin(), condition.rooms.end(), seen) != condition.rooms.end();
  }
  return same || fail(to_text(registry->rooms()));
}

bool ConditionChecker::check(const RoomHas& condition) {
  const registry::Registry* registry = cluster_.registry();
  if (registry == nullptr) return fail(kNotRunning);
  const auto name = RoomName::parse(condition.room);
  const registry::Room* room = name ? registry->rooms().find(*name) : nullptr;
  if (room == nullptr) return fail("there is no room " + condition.room);
  const std::size_t members = present_count(*room);
  return is_within(members, condition.bound, condition.members) ||
         fail(condition.room + " has " + std::to_string(members) + " members");
}

bool ConditionChecker::check(const OnlineAre& condition) {
  const registry::Registry* registry = cluster_.registry();
  if (registry == nullptr) return fail(kNotRunning);
  const registry::Sessions& presence = registry->sessions();
  if (presence.size() == condition.users.size() && online_names(presence) == condition.users) return true;
  return fail(presence.size() == 0 ? "nobody is online" : "online are " + joined(online_names(presence)));
}

bool ConditionChecker::check(const OnlineCount& condition) {
  const registry::Registry* registry = cluster_.registry();
  if (registry == nullptr) return fail(kNotRunning);
  const std::size_t online = registry->sessions().size();
  return is_within(online, condition.bound, condition.users) ||
         fail(std::to_string(online) + " people are online");
}

}  // namespace parley::sim::scenario
