#include "sim/generate/scenario_draft.hpp"

#include <algorithm>
#include <array>
#include <cctype>

namespace parley::sim::explore {

using scenario::NodeRef;
using scenario::Nodes;

std::string ScenarioDraft::some_room() {
  static const std::array<std::string, 8> kRooms = {"den",   "attic", "cellar", "garden",
                                                    "porch", "barn",  "loft",   "yard"};
  return kRooms[draw.below(config.rooms)];
}

std::string ScenarioDraft::in_some_case(std::string name) {
  if (!draw.chance(50)) return name;
  for (char& letter : name) {
    if (draw.chance(500)) letter = static_cast<char>(std::toupper(static_cast<unsigned char>(letter)));
  }
  return name;
}

NodeRef ScenarioDraft::some_node() {
  if (draw.chance(400)) return scenario::TheRegistry{};
  return some_person();
}

Nodes ScenarioDraft::some_nodes() {
  Nodes nodes;
  const std::size_t wanted = draw.chance(600) ? 1 : draw.between(1, 1 + scenario.people.size() / 2);
  while (nodes.size() < wanted) {
    const NodeRef node = some_node();
    if (std::find(nodes.begin(), nodes.end(), node) != nodes.end()) break;
    nodes.push_back(node);
  }
  return nodes;
}

std::pair<Nodes, Nodes> ScenarioDraft::two_sides() {
  Nodes left = some_nodes();
  Nodes right;
  if (std::find(left.begin(), left.end(), NodeRef(scenario::TheRegistry{})) == left.end() &&
      draw.chance(700)) {
    right.push_back(scenario::TheRegistry{});
  }
  for (std::size_t i = 0; i < scenario.people.size(); ++i) {
    const NodeRef person = scenario::PersonId{i};
    const bool taken = std::find(left.begin(), left.end(), person) != left.end();
    if (!taken && (draw.chance(400) || (right.empty() && i + 1 == scenario.people.size()))) {
      right.push_back(person);
    }
  }
  if (right.empty()) right.push_back(scenario::TheRegistry{});
  std::erase(left, right.front());
  if (left.empty()) left.push_back(scenario::PersonId{0});
  std::erase(right, left.front());
  if (right.empty()) right.push_back(scenario::TheRegistry{});
  return {std::move(left), std::move(right)};
}

}  // namespace parley::sim::explore
