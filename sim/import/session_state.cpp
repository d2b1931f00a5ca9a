#include "sim/import/session_state.hpp"

#include <algorithm>
#include <utility>
#include <variant>

#include "sim/import/passwords.hpp"
#include "sim/language/typing.hpp"

namespace parley::sim::importing {

using scenario::PersonId;

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
    const bool client = item.who && std::holds_alternative<scenario::ClientId>(*item.who);
    if (client) certain_ = false;
    return;
  }
  PersonState& person_state = people_[*person];
  if (item.unknown) person_state.unknown = true;
  if (item.unanswered) person_state.unanswered = true;
  const auto* action = action_of(item);
  if (action != nullptr && std::holds_alternative<scenario::Start>(*action)) {
    person_state.running = true;
    person_state.code.reset();
  }
  const bool ends = action != nullptr && scenario::ends_program(*action);
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

}  // namespace parley::sim::importing
