#include "sim/shrink/edit.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "base/check.hpp"

namespace parley::sim::explore {
namespace {

using namespace scenario;  // All of the language is visited here.

/// The new position of each participant; nothing for those who were removed.
class NewPlaces {
 public:
  NewPlaces(const Scenario& scenario, const Subset& kept)
      : people_(scenario.people.size()), clients_(scenario.clients.size()) {
    std::size_t next_person = 0;
    std::size_t next_client = 0;
    for (const std::size_t item : kept) {
      if (item < people_.size()) {
        people_[item] = next_person++;
      } else {
        clients_[item - people_.size()] = next_client++;
      }
    }
  }

  bool move(PersonId& id) const { return move(id.index, people_); }
  bool move(ClientId& id) const { return move(id.index, clients_); }
  bool move(NodeRef& node) const {
    if (auto* person = std::get_if<PersonId>(&node)) return move(*person);
    if (auto* client = std::get_if<ClientId>(&node)) return move(*client);
    return true;
  }

  /// False where all of them were removed.
  template <class Id>
  bool move(std::vector<Id>& ids) const {
    const bool was_empty = ids.empty();
    std::erase_if(ids, [this](Id& id) { return !move(id); });
    return was_empty || !ids.empty();
  }

 private:
  using Places = std::vector<std::optional<std::size_t>>;

  static bool move(std::size_t& index, const Places& places) {
    if (!places[index]) return false;
    index = *places[index];
    return true;
  }

  Places people_;
  Places clients_;
};

/// Moves all participants of one step; false where one of its sides has become empty.
struct Mover {
  const NewPlaces& places;

  template <class Part>
  bool moved(Part& part) const {
    bool stays = true;
    if constexpr (requires { part.who; }) stays = places.move(part.who) && stays;
    if constexpr (requires { part.nodes; }) stays = places.move(part.nodes) && stays;
    if constexpr (requires { part.left; }) stays = places.move(part.left) && stays;
    if constexpr (requires { part.right; }) stays = places.move(part.right) && stays;
    if constexpr (requires { part.from; }) stays = places.move(part.from) && stays;
    if constexpr (requires { part.to; }) stays = places.move(part.to) && stays;
    if constexpr (requires { part.paths.from; }) stays = moved(part.paths) && stays;
    return stays;
  }

  bool operator()(Fault& fault) const {
    return std::visit([this](auto& part) { return moved(part); }, fault);
  }
  bool operator()(Expectation& expectation) const {
    return std::visit([this](auto& part) { return moved(part); }, expectation.condition);
  }
  bool operator()(Together& block) const {
    std::erase_if(block.steps, [this](Step& step) { return !std::visit(*this, step.body); });
    return !block.steps.empty();
  }
  bool operator()(Meanwhile& block) const {
    std::erase_if(block.steps, [this](TimedStep& timed) { return !std::visit(*this, timed.step.body); });
    return !block.steps.empty();
  }
  template <class Body>
  bool operator()(Body& body) const {
    return moved(body);
  }
};

/// Keeps steps by number; each step of a block counts.
struct Keeper {
  const Subset& kept;
  std::size_t next = 0;

  bool keeps_next() { return std::binary_search(kept.begin(), kept.end(), next++); }

  bool keeps(StepBody& body) {
    if (auto* together = std::get_if<Together>(&body)) {
      std::erase_if(together->steps, [this](const Step& /*step*/) { return !keeps_next(); });
      return !together->steps.empty();
    }
    if (auto* meanwhile = std::get_if<Meanwhile>(&body)) {
      std::erase_if(meanwhile->steps, [this](const TimedStep& /*step*/) { return !keeps_next(); });
      return !meanwhile->steps.empty();
    }
    return keeps_next();
  }
};

/// Passwords and ports depend on a person's position among the participants.
void take_places(Scenario& edited, const Scenario& before) {
  for (std::size_t i = 0; i < edited.people.size(); ++i) {
    edited.people[i].peer_port = before.people[i].peer_port;
  }
}

}  // namespace

std::size_t participant_count(const Scenario& scenario) {
  return scenario.people.size() + scenario.clients.size();
}

Scenario keep_participants(const Scenario& scenario, const Subset& kept) {
  const NewPlaces places(scenario, kept);
  Scenario edited = scenario;
  edited.people.clear();
  edited.clients.clear();
  for (const std::size_t item : kept) {
    const std::size_t people = scenario.people.size();
    if (item < people) {
      edited.people.push_back(scenario.people[item]);
    } else {
      edited.clients.push_back(scenario.clients[item - people]);
    }
  }
  take_places(edited, scenario);
  const Mover mover{places};
  std::erase_if(edited.groups, [&](Group& group) { return !places.move(group.members); });
  std::erase_if(edited.nats, [&](Nat& nat) { return !places.move(nat.nodes); });
  std::erase_if(edited.addresses, [&](MachineAddresses& machine) { return !places.move(machine.nodes); });
  std::erase_if(edited.steps, [&](Step& step) { return !std::visit(mover, step.body); });
  return edited;
}

std::size_t step_count(const Scenario& scenario) {
  std::size_t count = 0;
  for (const Step& step : scenario.steps) {
    if (const auto* together = std::get_if<Together>(&step.body)) {
      count += together->steps.size();
    } else if (const auto* meanwhile = std::get_if<Meanwhile>(&step.body)) {
      count += meanwhile->steps.size();
    } else {
      ++count;
    }
  }
  return count;
}

Scenario keep_steps(const Scenario& scenario, const Subset& kept) {
  Scenario edited = scenario;
  Keeper keeper{kept};
  std::erase_if(edited.steps, [&](Step& step) { return !keeper.keeps(step.body); });
  return edited;
}

void for_each_step(Scenario& scenario, const std::function<void(Step& step, Duration* at)>& change) {
  for (Step& step : scenario.steps) {
    if (auto* together = std::get_if<Together>(&step.body)) {
      for (Step& inner : together->steps) change(inner, nullptr);
    } else if (auto* meanwhile = std::get_if<Meanwhile>(&step.body)) {
      for (TimedStep& timed : meanwhile->steps) change(timed.step, &timed.at);
    } else {
      change(step, nullptr);
    }
  }
}

}  // namespace parley::sim::explore
