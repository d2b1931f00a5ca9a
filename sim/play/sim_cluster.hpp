#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <vector>

#include "registry/registry.hpp"
#include "sim/language/scenario.hpp"
#include "sim/language/typing.hpp"
#include "sim/play/sim_client.hpp"
#include "sim/play/sim_person.hpp"
#include "sim/world/world.hpp"

namespace parley::sim {
class Tapes;
}  // namespace parley::sim

namespace parley::sim::scenario {

sim::AddressFamily world_family(AddressFamily family);

/// The world of one play: the registry's node first, then the people's, then the clients', in the order
/// of the cast. So 10.0.0.1 is the registry, 10.0.0.2 the first person, where the scenario says nothing else.
/// A registry that has several addresses, or one of IPv6, listens on all, and is known by its name.
class SimCluster {
 public:
  /// The scenario outlives the cluster, and so do the tapes, where its programs are recorded.
  SimCluster(const Scenario& scenario, std::uint64_t seed, Tapes* tapes = nullptr);

  const Scenario& scenario() const { return scenario_; }
  World& world() { return world_; }
  const World& world() const { return world_; }
  const PeerConfig& peer_config() const { return peer_config_; }

  Node& registry_node() { return registry_; }
  Node& node(const NodeRef& ref);
  SimPerson& person(PersonId id) { return people_[id.index]; }
  const SimPerson& person(PersonId id) const { return people_[id.index]; }
  SimClient& client(ClientId id) { return clients_[id.index]; }

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
  void add_nat(const Nat& nat);
  void set_addresses(Node& node, const MachineAddresses& machine);
  Endpoint registry_udp(const Node& sender) const;
  void send_datagram(Node& from, const Endpoint& to, std::string_view bytes);

  const Scenario& scenario_;
  Tapes* tapes_;
  World world_;
  Node& registry_;
  PeerConfig peer_config_;
  std::deque<SimPerson> people_;
  std::deque<SimClient> clients_;
};

}  // namespace parley::sim::scenario
