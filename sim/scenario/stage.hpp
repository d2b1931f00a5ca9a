#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <vector>

#include "registry/registry.hpp"
#include "sim/scenario/client_play.hpp"
#include "sim/scenario/person_play.hpp"
#include "sim/scenario/step.hpp"
#include "sim/scenario/typing.hpp"
#include "sim/world/world.hpp"

namespace parley::sim {
class Tapes;
}  // namespace parley::sim

namespace parley::sim::scenario {

/// The world of one play: the registry's node first, then the people's, then the clients', in the order
/// of the cast. So 10.0.0.1 is the registry, 10.0.0.2 the first person.
class Stage {
 public:
  /// The scenario outlives the stage, and so do the tapes, where its programs are recorded.
  Stage(const Scenario& scenario, std::uint64_t seed, Tapes* tapes = nullptr);

  const Scenario& scenario() const { return scenario_; }
  World& world() { return world_; }
  const World& world() const { return world_; }
  const Surroundings& surroundings() const { return surroundings_; }

  Node& registry_node() { return registry_; }
  Node& node(const NodeRef& ref);
  PersonPlay& person(PersonId id) { return people_[id.index]; }
  const PersonPlay& person(PersonId id) const { return people_[id.index]; }
  ClientPlay& client(ClientId id) { return clients_[id.index]; }

  /// Starts the registry's program, which is ready some events later.
  void start_registry();
  bool registry_ready() const;
  /// Asks its program to end in order, which it does some events later.
  void stop_registry();
  bool registry_stopping() const;
  /// Nothing while it is crashed.
  const registry::Registry* registry() const;

  /// Sends a datagram from a free port of each of them; why it cannot be, where there is no such room.
  std::optional<std::string> send(const SendDatagram& step);

 private:
  void put_behind(const Nat& nat);
  Endpoint registry_udp() const;
  void send_datagram(Node& from, const Endpoint& to, std::string_view bytes);

  const Scenario& scenario_;
  Tapes* tapes_;
  World world_;
  Node& registry_;
  Surroundings surroundings_;
  std::deque<PersonPlay> people_;
  std::deque<ClientPlay> clients_;
};

}  // namespace parley::sim::scenario
