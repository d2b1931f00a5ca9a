#include "sim/check/people.hpp"

#include <algorithm>

#include "sim/programs/programs.hpp"
#include "sim/world/world.hpp"

namespace parley::sim::check {

People::People(const WatchedNodes& nodes) : world_(nodes.world) {
  people_.reserve(nodes.people.size());
  for (Node* node : nodes.people) {
    PersonState person;
    person.node = node;
    people_.push_back(std::move(person));
  }
  for (PersonState& person : people_) {
    const std::size_t index = number(person.node->id());
    by_node_.resize(std::max(by_node_.size(), index + 1));
    by_node_[index] = &person;
  }
}

/// The next program may lie where the last one did: so nothing is kept that lies elsewhere, such as its
/// client.
void People::find_program(PersonState& person) {
  if (person.node->program() == person.program) return;
  person.program = person.node->program();
  person.peer = dynamic_cast<const PeerProgram*>(person.node->program());
}

void People::touch(PersonState& person) {
  if (person.in_turn) return;
  person.in_turn = true;
  touched_.push_back(&person);
  find_program(person);
}

/// Updates the person from their program; returns the state before.
PersonState People::refresh(PersonState& person) const {
  find_program(person);
  PersonState before = person;
  person.in_turn = false;
  person.torn = false;
  const auto now = person.peer == nullptr ? client::Snapshot{} : person.peer->client().snapshot();
  person.user = now.user;
  person.port = now.room_port;
  person.connected = now.connected;
  if (person.room.empty() && !now.room.empty()) {
    person.entered = world_.now();
    person.interrupted = false;
  }
  person.room = now.room;
  return before;
}

}  // namespace parley::sim::check
