#include "sim/import/expectations.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "client/options.hpp"
#include "sim/import/limits.hpp"

namespace parley::sim::importing {
namespace {

using namespace scenario;  // Conditions of all kinds are made here.

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
        const SessionState::PersonState& person_state = state_.of(each);
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

  /// The registry's own view of all rooms; the account's name stands there, as it was signed up.
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
