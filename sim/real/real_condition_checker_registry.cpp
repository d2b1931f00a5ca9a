#include <algorithm>

#include "sim/real/real_condition_checker.hpp"

/// What is expected of the registry, as the probe was told.
namespace parley::sim::real {
namespace {

constexpr std::size_t kNamesShown = 20;

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (std::size_t i = 0; i < words.size() && i < kNamesShown; ++i) text += (i == 0 ? "" : ", ") + words[i];
  return words.size() > kNamesShown ? text + ", ... (" + std::to_string(words.size()) + ")" : text;
}

/// `lounge (alice*, bob)`
std::string to_text(const SeenRoom& room) {
  std::vector<std::string> members = room.members;
  for (std::string& member : members) {
    if (member == room.host) member += "*";
  }
  return room.name + " (" + joined(members) + ")";
}

std::string to_text(const std::vector<SeenRoom>& rooms) {
  std::vector<std::string> texts;
  for (const SeenRoom& room : rooms) texts.push_back(to_text(room));
  return texts.empty() ? "there are no rooms" : "rooms are " + joined(texts);
}

bool meets(std::size_t number, std::size_t wanted, scenario::Bound bound) {
  switch (bound) {
    case scenario::Bound::kExactly:
      return number == wanted;
    case scenario::Bound::kAtLeast:
      return number >= wanted;
    case scenario::Bound::kAtMost:
      return number <= wanted;
  }
  return false;
}

struct ConcernsRegistry {
  bool operator()(const scenario::RoomsAre& /*condition*/) const { return true; }
  bool operator()(const scenario::RoomHas& /*condition*/) const { return true; }
  bool operator()(const scenario::OnlineAre& /*condition*/) const { return true; }
  bool operator()(const scenario::OnlineCount& /*condition*/) const { return true; }
  bool operator()(const scenario::Sees& /*condition*/) const { return false; }
  bool operator()(const scenario::DoesNotSee& /*condition*/) const { return false; }
  bool operator()(const scenario::NeverSees& /*condition*/) const { return false; }
  bool operator()(const scenario::IsAsked& /*condition*/) const { return false; }
  bool operator()(const scenario::HasEnded& /*condition*/) const { return false; }
  bool operator()(const scenario::IsInRoom& /*condition*/) const { return false; }
  bool operator()(const scenario::Receives& /*condition*/) const { return false; }
  bool operator()(const scenario::ReceivesNothing& /*condition*/) const { return false; }
  bool operator()(const scenario::IsClosed& /*condition*/) const { return false; }
  bool operator()(const scenario::IsConnected& /*condition*/) const { return false; }
};

}  // namespace

bool concerns_registry(const scenario::Condition& condition) {
  return std::visit(ConcernsRegistry(), condition);
}

const RegistryView* RealConditionChecker::view() {
  const auto& seen = cluster_.probe().view();
  if (!seen) fail(cluster_.probe().error());
  return seen ? &*seen : nullptr;
}

bool RealConditionChecker::check(const scenario::RoomsAre& condition) {
  const RegistryView* seen = view();
  if (seen == nullptr) return false;
  bool same = seen->rooms.size() == condition.rooms.size();
  for (const SeenRoom& room : seen->rooms) {
    const scenario::ExpectedRoom found{room.name, room.members, room.host};
    same = same && std::find(condition.rooms.begin(), condition.rooms.end(), found) != condition.rooms.end();
  }
  return same || fail(to_text(seen->rooms));
}

bool RealConditionChecker::check(const scenario::RoomHas& condition) {
  const RegistryView* seen = view();
  if (seen == nullptr) return false;
  for (const SeenRoom& room : seen->rooms) {
    if (room.name != condition.room) continue;
    return meets(room.members.size(), condition.members, condition.bound) ||
           fail(condition.room + " has " + std::to_string(room.members.size()) + " members");
  }
  return fail("there is no room " + condition.room);
}

bool RealConditionChecker::check(const scenario::OnlineAre& condition) {
  const RegistryView* seen = view();
  if (seen == nullptr) return false;
  return seen->online == condition.users ||
         fail(seen->online.empty() ? "nobody is online" : "online are " + joined(seen->online));
}

bool RealConditionChecker::check(const scenario::OnlineCount& condition) {
  const RegistryView* seen = view();
  if (seen == nullptr) return false;
  return meets(seen->online.size(), condition.users, condition.bound) ||
         fail(std::to_string(seen->online.size()) + " people are online");
}

}  // namespace parley::sim::real
