#include "sim/explore/generator.hpp"

#include <algorithm>
#include <array>

#include "sim/explore/script.hpp"

namespace parley::sim::explore {
namespace {

using namespace scenario;  // The language: that is what this file is made of.

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

void add_cast(Script& script) {
  const Plan& plan = script.plan;
  for (std::size_t i = 0; i < plan.people; ++i) {
    Person person;
    person.name = person_name(i, plan.people);
    person.password = person.name + "'s password";
    person.peer_port = static_cast<std::uint16_t>(kFirstPort + i);
    person.dialect = script.draw.chance(plan.v1_permille) ? wire::Dialect::kV1 : wire::Dialect::kV2;
    script.scenario.people.push_back(std::move(person));
  }
  for (std::size_t i = 0; i < plan.clients; ++i) {
    script.scenario.clients.push_back({std::string(kClientNames[i])});
  }
}

/// Some people stand behind a router, together or each behind one of their own.
void add_nats(Script& script) {
  static const std::vector<NatKind> kKinds = {NatKind::kFullCone, NatKind::kRestricted, NatKind::kSymmetric};
  if (!script.plan.on(Family::kNats)) return;
  const bool together = script.draw.chance(500);
  Nat shared{script.draw.pick(kKinds), {}};
  for (std::size_t i = 0; i < script.plan.people; ++i) {
    if (!script.draw.chance(400)) continue;
    shared.nodes.emplace_back(PersonId{i});
    if (together) continue;
    script.scenario.nats.push_back({script.draw.pick(kKinds), shared.nodes});
    shared.nodes.clear();
  }
  if (!shared.nodes.empty()) script.scenario.nats.push_back(std::move(shared));
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
  const Plan plan = draw_plan(draw, people);
  Scenario scenario;
  scenario.title = "Explored from seed " + std::to_string(seed) + ".";
  Script script(draw, plan, scenario);
  add_cast(script);
  add_nats(script);
  if (plan.calm_arrival) add_arrival(scenario);
  draw_lives(script);
  draw_troubles(script);
  draw_mischief(script);
  std::stable_sort(script.steps.begin(), script.steps.end(),
                   [](const TimedStep& a, const TimedStep& b) { return a.at < b.at; });
  scenario.steps.push_back({0, Meanwhile{std::move(script.steps)}});
  return scenario;
}

}  // namespace parley::sim::explore
