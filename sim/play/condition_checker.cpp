#include "sim/play/condition_checker.hpp"

#include <algorithm>
#include <utility>

namespace parley::sim::scenario {
namespace {

std::string quoted(std::string_view text) { return "\"" + std::string(text) + "\""; }

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

}  // namespace

ConditionChecker::ConditionChecker(Cluster& cluster, const Condition& condition)
    : cluster_(cluster), condition_(condition) {
  if (const auto* unseen = std::get_if<DoesNotSee>(&condition)) {
    for (const PersonId id : unseen->who) marks_.push_back(cluster.person(id).line_count());
  } else if (const auto* never = std::get_if<NeverSees>(&condition)) {
    marks_.assign(never->who.size(), 0);
  } else if (const auto* silence = std::get_if<ReceivesNothing>(&condition)) {
    for (const ClientId id : silence->who) {
      const RawConnection* open = cluster.client(id).connection();
      marks_.push_back(open == nullptr ? 0 : open->received());
    }
  }
}

bool ConditionChecker::holds() {
  return std::visit([this](const auto& condition) { return check(condition); }, condition_);
}

bool ConditionChecker::fail(std::string error) {
  error_ = std::move(error);
  return false;
}

bool ConditionChecker::fail(PersonId id, const std::string& error) {
  concerned_ = {id};
  return fail(cluster_.person(id).name() + " " + error);
}

bool ConditionChecker::fail(ClientId id, const std::string& error) {
  return fail(cluster_.client(id).name() + " " + error);
}

bool ConditionChecker::check(const Sees& condition) {
  const std::size_t all = condition.who.size() * condition.texts.size();
  for (; found_ < all; ++found_) {
    const PersonId id = condition.who[found_ / condition.texts.size()];
    const std::string& text = condition.texts[found_ % condition.texts.size()];
    PlayedPerson& person = cluster_.person(id);
    if (!person.take_line(text, condition.match)) {
      return fail(id, "has not seen " + quoted(with_name(text, person.name())));
    }
  }
  return true;
}

bool ConditionChecker::unseen(const std::vector<PersonId>& who, const std::string& text, Match match) {
  for (std::size_t i = 0; i < who.size(); ++i) {
    const PlayedPerson& person = cluster_.person(who[i]);
    for (; marks_[i] < person.line_count(); ++marks_[i]) {
      if (person.line_matches(marks_[i], text, match)) {
        return fail(who[i], "has seen " + quoted(with_name(text, person.name())));
      }
    }
  }
  return true;
}

bool ConditionChecker::check(const IsAsked& condition) {
  for (const PersonId id : condition.who) {
    const PlayedPerson& person = cluster_.person(id);
    const auto question = person.question();
    if (!question) return fail(id, "is not asked anything");
    if (trimmed(*question) != trimmed(condition.prompt)) return fail(id, "is asked " + quoted(*question));
  }
  return true;
}

bool ConditionChecker::check(const HasEnded& condition) {
  for (const PersonId id : condition.who) {
    const auto code = cluster_.person(id).ended();
    if (!code) return fail(id, "has not ended the program");
    if (*code != condition.code) return fail(id, "has ended with code " + std::to_string(*code));
  }
  return true;
}

bool ConditionChecker::check(const IsInRoom& condition) {
  for (const PersonId id : condition.who) {
    const PlayedPerson& person = cluster_.person(id);
    const std::string room = person.room();
    if (room == with_name(condition.room, person.name())) continue;
    return fail(id, room.empty() ? "is in no room" : "is in room " + room);
  }
  return true;
}

bool ConditionChecker::check(const Receives& condition) {
  for (; found_ < condition.who.size(); ++found_) {
    const ClientId id = condition.who[found_];
    const PlayedClient& client = cluster_.client(id);
    RawConnection* open = client.connection();
    const std::string wanted = with_name(condition.text, client.name());
    if (open == nullptr || open->inbox().empty()) return fail(id, "has received nothing more");
    const std::string got = client.as_written(open->inbox().front());
    const bool part = condition.match == Match::kPart;
    if (part ? got.find(wanted) == std::string::npos : got != wanted) {
      return fail(id, "has received " + quoted(got));
    }
    open->inbox().pop_front();
  }
  return true;
}

bool ConditionChecker::check(const ReceivesNothing& condition) {
  for (std::size_t i = 0; i < condition.who.size(); ++i) {
    RawConnection* open = cluster_.client(condition.who[i]).connection();
    if (open != nullptr && open->received() != marks_[i]) {
      return fail(condition.who[i],
                  "has received " + quoted(open->inbox().empty() ? "" : open->inbox().back()));
    }
  }
  return true;
}

bool ConditionChecker::check(const IsClosed& condition) {
  for (; found_ < condition.who.size(); ++found_) {
    const ClientId id = condition.who[found_];
    if (!cluster_.client(id).is_closed()) return fail(id, "is still connected");
  }
  return true;
}

bool ConditionChecker::check(const IsConnected& condition) {
  for (const ClientId id : condition.who) {
    if (cluster_.client(id).is_closed()) return fail(id, "is closed");
  }
  return true;
}

const RegistryView* ConditionChecker::registry() {
  const RegistryView& view = cluster_.registry_view();
  auto unavailable = view.unavailable();
  if (!unavailable) return &view;
  fail(*std::move(unavailable));
  return nullptr;
}

bool ConditionChecker::check(const RoomsAre& condition) {
  const RegistryView* view = registry();
  if (view == nullptr) return false;
  bool same = view->room_count() == condition.rooms.size();
  const auto rooms = view->rooms();
  for (auto room = rooms.begin(); same && room != rooms.end(); ++room) {
    const auto& expected = condition.rooms;
    same = std::find(expected.begin(), expected.end(), room->as_expected()) != expected.end();
  }
  return same || fail(to_text(rooms));
}

bool ConditionChecker::check(const RoomHas& condition) {
  const RegistryView* view = registry();
  if (view == nullptr) return false;
  const auto room = view->room(condition.room);
  if (!room) return fail("there is no room " + condition.room);
  const std::size_t members = room->present_count();
  return is_within(members, condition.bound, condition.members) ||
         fail(condition.room + " has " + std::to_string(members) + " members");
}

bool ConditionChecker::check(const OnlineAre& condition) {
  const RegistryView* view = registry();
  if (view == nullptr) return false;
  const std::size_t count = view->online_count();
  const auto online = view->online();
  if (count == condition.users.size() && online == condition.users) return true;
  return fail(count == 0 ? "nobody is online" : "online are " + joined(online));
}

bool ConditionChecker::check(const OnlineCount& condition) {
  const RegistryView* view = registry();
  if (view == nullptr) return false;
  const std::size_t online = view->online_count();
  return is_within(online, condition.bound, condition.users) ||
         fail(std::to_string(online) + " people are online");
}

bool concerns_registry(const Condition& condition) {
  return std::holds_alternative<RoomsAre>(condition) || std::holds_alternative<RoomHas>(condition) ||
         std::holds_alternative<OnlineAre>(condition) || std::holds_alternative<OnlineCount>(condition);
}

}  // namespace parley::sim::scenario
