#include "sim/import/session_state.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <variant>

#include "client/options.hpp"
#include "sim/import/limits.hpp"
#include "sim/import/passwords.hpp"
#include "sim/language/typing.hpp"

namespace parley::sim::importing {

using namespace scenario;  // Conditions of all kinds are made here.

const SessionState::PersonState& SessionState::of(PersonId person) const {
  static const PersonState kNone;
  const auto found = people_.find(person);
  return found == people_.end() ? kNone : found->second;
}

bool SessionState::is_settled() const {
  return std::none_of(people_.begin(), people_.end(),
                      [](const auto& each) { return each.second.unanswered; });
}

void SessionState::leave(PersonState& person_state, PersonId person) {
  const auto found = rooms_.find(folded(std::exchange(person_state.room, {})));
  if (found == rooms_.end()) return;
  std::erase(found->second.members, person);
  if (found->second.members.empty()) rooms_.erase(found);
}

void SessionState::end(PersonState& person_state, PersonId person) {
  leave(person_state, person);
  person_state.user.clear();
  person_state.running = false;
  person_state.unanswered = false;
}

void SessionState::apply(const Item& item) {
  if (item.kind == ItemKind::kRegistryDown) registry_runs_ = false;
  if (item.kind == ItemKind::kRegistryUp) registry_runs_ = true;
  const auto* person = item.who ? std::get_if<PersonId>(&*item.who) : nullptr;
  if (item.unknown) certain_ = false;
  if (person == nullptr) {
    const bool client = item.who && std::holds_alternative<ClientId>(*item.who);
    if (client) certain_ = false;
    return;
  }
  PersonState& person_state = people_[*person];
  if (item.unknown) person_state.unknown = true;
  if (item.unanswered) person_state.unanswered = true;
  const auto* action = action_of(item);
  if (action != nullptr && std::holds_alternative<Start>(*action)) {
    person_state.running = true;
    person_state.code.reset();
  }
  const bool ends = action != nullptr && ends_program(*action);
  if (item.killed || ends) end(person_state, *person);
  switch (item.effect.kind) {
    case Effect::Kind::kLoggedIn:
      person_state.user = item.effect.name;
      return;
    case Effect::Kind::kEntered:
      leave(person_state, *person);
      person_state.room = item.effect.name;
      rooms_.try_emplace(folded(person_state.room), Room{person_state.room, {}})
          .first->second.members.push_back(*person);
      return;
    case Effect::Kind::kLeft:
      return leave(person_state, *person);
    case Effect::Kind::kEnded:
      end(person_state, *person);
      person_state.code = item.effect.code;
      return;
    default:
      return;
  }
}

namespace {

class ExpectationBuilder {
 public:
  explicit ExpectationBuilder(const SessionState& state) : state_(state) {}

  std::vector<Expectation> all(Expect level) {
    rooms();
    outside();
    if (level >= Expect::kHosts && state_.is_certain()) hosts();
    online();
    return std::move(expected_);
  }

 private:
  void add(Condition condition) {
    expected_.push_back({When::kWithin, limits::kSettled, std::move(condition)});
  }

  void rooms() {
    for (const auto& [key, room] : state_.rooms()) {
      std::map<std::string, std::vector<PersonId>> members;  // By the name as each of them wrote it.
      std::size_t count = 0;
      for (const PersonId each : room.members) {
        const auto& person_state = state_.of(each);
        if (person_state.unknown) continue;
        members[person_state.room].push_back(each);
        ++count;
      }
      if (count == 0) continue;
      for (auto& [name, who] : members) {
        std::sort(who.begin(), who.end());
        add(IsInRoom{std::move(who), name});
      }
      add(RoomHas{room.name, count, state_.is_certain() ? Bound::kExactly : Bound::kAtLeast});
    }
    if (state_.rooms().empty() && state_.is_certain()) add(RoomsAre{});
  }

  void outside() {
    std::vector<PersonId> who;
    for (const auto& [person, person_state] : state_.people()) {
      if (person_state.running && !person_state.unknown && !person_state.user.empty() &&
          person_state.room.empty())
        who.push_back(person);
    }
    if (!who.empty()) add(IsInRoom{std::move(who), {}});
  }

  /// The registry's own view of all rooms, which has the accounts' names as they were signed up.
  void hosts() {
    RoomsAre rooms;
    for (const auto& [key, room] : state_.rooms()) {
      ExpectedRoom expected{room.name, {}, state_.of(room.members.front()).user};
      for (const PersonId each : room.members) expected.members.push_back(state_.of(each).user);
      std::sort(expected.members.begin(), expected.members.end());
      rooms.rooms.push_back(std::move(expected));
    }
    if (!rooms.rooms.empty()) add(std::move(rooms));
  }

  void online() {
    OnlineAre online;
    for (const auto& [person, person_state] : state_.people()) {
      if (person_state.running && !person_state.unknown && !person_state.user.empty())
        online.users.push_back(person_state.user);
    }
    const std::size_t count = online.users.size();
    if (!state_.is_certain()) {
      if (count > 0) add(OnlineCount{count, Bound::kAtLeast});
    } else if (count > limits::kNamesWritten) {
      add(OnlineCount{count, Bound::kExactly});
    } else {
      std::sort(online.users.begin(), online.users.end());
      add(std::move(online));
    }
  }

  const SessionState& state_;
  std::vector<Expectation> expected_;
};

}  // namespace

std::vector<Expectation> expected_now(const SessionState& state, Expect level) {
  if (level == Expect::kNothing || !state.registry_runs() || !state.is_settled()) return {};
  return ExpectationBuilder(state).all(level);
}

std::vector<Expectation> expected_ends(const SessionState& state, Expect level) {
  std::vector<Expectation> expected;
  if (level == Expect::kNothing) return expected;
  std::map<std::uint8_t, std::vector<PersonId>> by_code;
  for (const auto& [person, person_state] : state.people()) {
    const bool by_wish = person_state.code == static_cast<std::uint8_t>(client::ExitCode::kDone) ||
                         person_state.code == static_cast<std::uint8_t>(client::ExitCode::kInterrupted);
    if (by_wish && !person_state.unknown) by_code[*person_state.code].push_back(person);
  }
  for (auto& [code, who] : by_code) {
    expected.push_back({When::kWithin, limits::kSettled, HasEnded{std::move(who), code}});
  }
  return expected;
}

}  // namespace parley::sim::importing
