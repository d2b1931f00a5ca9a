#include "sim/import/standing.hpp"

#include <algorithm>
#include <utility>
#include <variant>

#include "sim/import/passwords.hpp"
#include "sim/scenario/typing.hpp"

namespace parley::sim::importing {

using scenario::PersonId;

const Standing::Life& Standing::of(PersonId person) const {
  static const Life kNone;
  const auto found = people_.find(person);
  return found == people_.end() ? kNone : found->second;
}

bool Standing::is_settled() const {
  return std::none_of(people_.begin(), people_.end(),
                      [](const auto& each) { return each.second.unanswered; });
}

void Standing::leave(Life& life, PersonId person) {
  const auto found = rooms_.find(folded(std::exchange(life.room, {})));
  if (found == rooms_.end()) return;
  std::erase(found->second.members, person);
  if (found->second.members.empty()) rooms_.erase(found);
}

void Standing::end(Life& life, PersonId person) {
  leave(life, person);
  life.user.clear();
  life.running = false;
  life.unanswered = false;
}

void Standing::apply(const Item& item) {
  if (item.kind == ItemKind::kRegistryDown) registry_runs_ = false;
  if (item.kind == ItemKind::kRegistryUp) registry_runs_ = true;
  const auto* person = item.who ? std::get_if<PersonId>(&*item.who) : nullptr;
  if (item.unknown) certain_ = false;
  if (person == nullptr) {
    const bool client = item.who && std::holds_alternative<scenario::ClientId>(*item.who);
    if (client) certain_ = false;
    return;
  }
  Life& life = people_[*person];
  if (item.unknown) life.unknown = true;
  if (item.unanswered) life.unanswered = true;
  const auto* action = action_of(item);
  if (action != nullptr && std::holds_alternative<scenario::Start>(*action)) {
    life.running = true;
    life.code.reset();
  }
  const bool ends = action != nullptr && scenario::ends_program(*action);
  if (item.killed || ends) end(life, *person);
  switch (item.effect.kind) {
    case Effect::Kind::kLoggedIn:
      life.user = item.effect.name;
      return;
    case Effect::Kind::kEntered:
      leave(life, *person);
      life.room = item.effect.name;
      rooms_.try_emplace(folded(life.room), Room{life.room, {}}).first->second.members.push_back(*person);
      return;
    case Effect::Kind::kLeft:
      return leave(life, *person);
    case Effect::Kind::kEnded:
      end(life, *person);
      life.code = item.effect.code;
      return;
    default:
      return;
  }
}

}  // namespace parley::sim::importing
