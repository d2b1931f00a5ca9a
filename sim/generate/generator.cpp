#include "sim/generate/generator.hpp"

#include <algorithm>
#include <array>

#include "sim/generate/scenario_draft.hpp"

namespace parley::sim::explore {
namespace {

using namespace scenario;  // This file consists of the language's steps.

/// Apart from the streams that the world itself draws from.
constexpr std::uint64_t kSalt = 0x9e3779b97f4a7c15U;

constexpr std::array<std::string_view, 8> kNames = {"alice", "bob",   "carol", "dave",
                                                    "erin",  "frank", "grace", "heidi"};
constexpr std::array<std::string_view, 3> kClientNames = {"mallory", "oscar", "trudy"};
constexpr std::uint16_t kFirstPort = 6001;

std::string person_name(std::size_t index, std::size_t people) {
  if (people <= kNames.size()) return std::string(kNames[index]);
  return "guest" + std::to_string(index + 1);
}

void add_cast(ScenarioDraft& draft) {
  const SwarmConfig& config = draft.config;
  for (std::size_t i = 0; i < config.people; ++i) {
    Person person;
    person.name = person_name(i, config.people);
    person.password = person.name + "'s password";
    person.peer_port = static_cast<std::uint16_t>(kFirstPort + i);
    person.dialect = draft.draw.chance(config.v1_permille) ? wire::Dialect::kV1 : wire::Dialect::kV2;
    draft.scenario.people.push_back(std::move(person));
  }
  for (std::size_t i = 0; i < config.clients; ++i) {
    draft.scenario.clients.push_back({std::string(kClientNames[i])});
  }
}

/// Some people stand behind a router, together or each behind one of their own.
void add_nats(ScenarioDraft& draft) {
  static const std::vector<NatType> kKinds = {NatType::kFullCone, NatType::kRestricted, NatType::kSymmetric};
  if (!draft.config.on(FaultFamily::kNats)) return;
  const bool together = draft.draw.chance(500);
  Nat shared{draft.draw.pick(kKinds), {}};
  for (std::size_t i = 0; i < draft.config.people; ++i) {
    if (!draft.draw.chance(400)) continue;
    shared.nodes.emplace_back(PersonId{i});
    if (together) continue;
    draft.scenario.nats.push_back({draft.draw.pick(kKinds), shared.nodes});
    shared.nodes.clear();
  }
  if (!shared.nodes.empty()) draft.scenario.nats.push_back(std::move(shared));
}

void add_arrival(Scenario& scenario) {
  std::vector<PersonId> everyone;
  for (std::size_t i = 0; i < scenario.people.size(); ++i) everyone.push_back({i});
  for (const PersonAction& action : {PersonAction(Start{}), PersonAction(SignUp{}), PersonAction(LogIn{})}) {
    scenario.steps.push_back({0, PersonStep{everyone, false, action}});
  }
}

}  // namespace

Scenario generate(std::uint64_t seed, std::size_t people) {
  Draw draw(scramble(seed + kSalt));
  const SwarmConfig config = draw_swarm_config(draw, people);
  Scenario scenario;
  scenario.title = "Explored from seed " + std::to_string(seed) + ".";
  ScenarioDraft draft(draw, config, scenario);
  add_cast(draft);
  add_nats(draft);
  if (config.calm_arrival) add_arrival(scenario);
  draw_person_steps(draft);
  draw_faults_meanwhile(draft);
  draw_rogue_clients(draft);
  std::stable_sort(draft.steps.begin(), draft.steps.end(),
                   [](const TimedStep& a, const TimedStep& b) { return a.at < b.at; });
  scenario.steps.push_back({0, Meanwhile{std::move(draft.steps)}});
  return scenario;
}

}  // namespace parley::sim::explore
