#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "registry/registry.hpp"
#include "sim/play/cluster.hpp"
#include "sim/play/sim_person.hpp"
#include "sim/world/world.hpp"

namespace parley::sim {
class Tapes;
}  // namespace parley::sim

namespace parley::sim::scenario {

sim::AddressFamily world_family(AddressFamily family);

/// A client in the simulated world: a node whose program is its connection.
class SimClient final : public PlayedClient {
 public:
  SimClient(Node& node, const Client& client, HostPort registry)
      : PlayedClient(client, std::move(registry)), node_(node) {}

  Node& node() { return node_; }
  void vanish();

  /// Also nothing once the node is down.
  RawConnection* connection() const override { return dynamic_cast<RawConnection*>(node_.program()); }

 private:
  RawConnection& open(const HostPort& registry, wire::Dialect dialect) override;

  Node& node_;
};

class SimCluster;

/// What the registry knows, in its own tables.
class SimRegistryView final : public RegistryView {
 public:
  explicit SimRegistryView(const SimCluster& cluster) : cluster_(cluster) {}

  std::optional<std::string> unavailable() const override;
  std::vector<RoomView> rooms() const override;
  std::size_t room_count() const override;
  std::optional<RoomView> room(const std::string& name) const override;
  std::vector<std::string> online() const override;
  std::size_t online_count() const override;

 private:
  const SimCluster& cluster_;
};

/// The world of one play: the registry's node first, then the people's, then the clients', in the order
/// of the cast. So 10.0.0.1 is the registry, 10.0.0.2 the first person, where the scenario says nothing else.
/// A registry that has several addresses, or one of IPv6, listens on all, and is known by its name.
class SimCluster final : public Cluster {
 public:
  /// The scenario outlives the cluster, and so do the tapes, where its programs are recorded.
  SimCluster(const Scenario& scenario, std::uint64_t seed, Tapes* tapes = nullptr);

  World& world() { return world_; }
  const World& world() const { return world_; }
  const PeerConfig& peer_config() const { return peer_config_; }

  Node& registry_node() { return registry_; }
  Node& node(const NodeRef& ref);
  SimPerson& person(PersonId id) override { return people_[id.index]; }
  const SimPerson& person(PersonId id) const { return people_[id.index]; }
  SimClient& client(ClientId id) override { return clients_[id.index]; }
  RegistryView& registry_view() override { return registry_view_; }
  IpAddress address_of(PersonId id) const override { return people_[id.index].address(); }

  void start_registry() override;
  RegistryState registry_state() const override;
  /// Asks its program to end in order, which it does some events later.
  void stop_registry();
  bool registry_stopping() const;
  /// Nothing while it is crashed.
  const registry::Registry* registry() const;

  /// From a free port of each; it cannot be where the datagram is for a room that does not exist.
  std::optional<std::string> send(const SendDatagram& step) override;

 private:
  void add_nat(const Nat& nat);
  void set_addresses(Node& node, const MachineAddresses& machine);
  Endpoint registry_udp(const Node& sender) const;
  void send_datagram(Node& from, const Endpoint& to, std::string_view bytes);

  Tapes* tapes_;
  World world_;
  Node& registry_;
  PeerConfig peer_config_;
  SimRegistryView registry_view_{*this};
  std::deque<SimPerson> people_;
  std::deque<SimClient> clients_;
};

}  // namespace parley::sim::scenario
