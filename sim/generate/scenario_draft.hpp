#pragma once

#include <string>
#include <utility>
#include <vector>

#include "sim/generate/draw.hpp"
#include "sim/generate/swarm_config.hpp"
#include "sim/language/scenario.hpp"

namespace parley::sim::explore {

/// A scenario while it is being drawn: its cast, and the steps with their times, in any order.
struct ScenarioDraft {
  ScenarioDraft(Draw& the_draw, const SwarmConfig& the_config, scenario::Scenario& cast)
      : draw(the_draw), config(the_config), scenario(cast) {}

  Draw& draw;
  const SwarmConfig& config;
  scenario::Scenario& scenario;
  std::vector<scenario::TimedStep> steps;

  void at(Duration time, scenario::StepBody body) { steps.push_back({time, {0, std::move(body)}}); }

  const std::string& some_name() { return draw.pick(scenario.people).name; }
  std::string some_room();
  /// Nearly always as it stands; now and then in another case, which is the same name.
  std::string in_some_case(std::string name);

  scenario::NodeRef some_person() { return scenario::PersonId{draw.below(scenario.people.size())}; }
  scenario::NodeRef some_node();
  /// One to a few of them, without repeats, the registry among them now and then.
  scenario::Nodes some_nodes();
  /// Two sides that have nobody in common.
  std::pair<scenario::Nodes, scenario::Nodes> two_sides();
};

/// What each person does, and what befalls one of them (crashes, pauses, moves ...): in a row, so that it
/// makes sense more often than not.
void draw_person_steps(ScenarioDraft& draft);

/// What befalls the network, the registry and its disk.
void draw_faults_meanwhile(ScenarioDraft& draft);

/// What clients write that no peer would, and datagrams of nobody.
void draw_rogue_clients(ScenarioDraft& draft);

}  // namespace parley::sim::explore
