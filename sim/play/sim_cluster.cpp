#include "sim/play/sim_cluster.hpp"

#include <algorithm>

#include "base/check.hpp"
#include "registry/rooms.hpp"
#include "room/open_room.hpp"
#include "sim/programs/programs.hpp"

namespace parley::sim::scenario {
namespace {

constexpr std::uint16_t kTcpPort = 15600;
constexpr std::uint16_t kUdpPort = 15500;

/// Whoever writes a datagram in a scenario does not wait for an answer.
class IgnoreDatagrams final : public DatagramHandler {
 public:
  void on_datagram(const Endpoint& /*from*/, std::string_view /*bytes*/) override {}
};

sim::NatKind world_kind(NatType kind) {
  switch (kind) {
    case NatType::kFullCone:
      return sim::NatKind::kFullCone;
    case NatType::kRestricted:
      return sim::NatKind::kRestricted;
    case NatType::kPortRestricted:
      return sim::NatKind::kPortRestricted;
    case NatType::kSymmetric:
      break;
  }
  return sim::NatKind::kSymmetric;
}

/// Whether clients have to know the registry by its name, and it has to listen on all addresses.
bool is_multihomed(const Node& node) { return node.addresses().size() != 1 || !node.address().is_v4(); }

WorldOptions world_options(std::uint64_t seed) {
  WorldOptions options;
  options.seed = seed;
  return options;
}

}  // namespace

sim::AddressFamily world_family(AddressFamily family) {
  return family == AddressFamily::kIpv4 ? sim::AddressFamily::kIpv4 : sim::AddressFamily::kIpv6;
}

SimCluster::SimCluster(const Scenario& scenario, std::uint64_t seed, Tapes* tapes)
    : scenario_(scenario),
      tapes_(tapes),
      world_(world_options(seed)),
      registry_(world_.add_node("the-registry")) {
  peer_config_.registry = {registry_.address().to_string(), kTcpPort};
  for (const MachineAddresses& machine : scenario.addresses) {
    const auto is_registry = [](const NodeRef& ref) { return std::holds_alternative<TheRegistry>(ref); };
    if (std::any_of(machine.nodes.begin(), machine.nodes.end(), is_registry))
      set_addresses(registry_, machine);
  }
  if (is_multihomed(registry_)) peer_config_.registry.host = registry_.name();
  for (const Person& person : scenario.people) {
    people_.emplace_back(world_.add_node(person.name), person, peer_config_, tapes_);
  }
  for (const Client& client : scenario.clients) {
    clients_.emplace_back(world_.add_node(client.name), client, peer_config_.registry);
  }
  for (const MachineAddresses& machine : scenario.addresses) {
    for (const NodeRef& ref : machine.nodes) {
      if (!std::holds_alternative<TheRegistry>(ref)) set_addresses(node(ref), machine);
    }
  }
  for (const Nat& nat : scenario.nats) add_nat(nat);
}

void SimCluster::set_addresses(Node& node, const MachineAddresses& machine) {
  std::vector<sim::AddressFamily> families;
  for (const AddressFamily family : machine.families) families.push_back(world_family(family));
  world_.set_addresses(node.id(), families);
}

void SimCluster::add_nat(const Nat& nat) {
  std::vector<NodeId> nodes;
  for (const NodeRef& ref : nat.nodes) nodes.push_back(node(ref).id());
  world_.add_nat(world_kind(nat.kind), nodes);
}

Node& SimCluster::node(const NodeRef& ref) {
  if (const auto* person = std::get_if<PersonId>(&ref)) return people_[person->index].node();
  if (const auto* client = std::get_if<ClientId>(&ref)) return clients_[client->index].node();
  return registry_;
}

void SimCluster::start_registry() {
  registry::RegistryOptions options;
  const IpAddress local = is_multihomed(registry_) ? IpAddress{} : registry_.address();
  options.tcp = {local, kTcpPort};
  options.udp = {local, kUdpPort};
  registry_.run<RegistryProgram>(options, tapes_);
}

bool SimCluster::registry_ready() const {
  const auto* program = dynamic_cast<RegistryProgram*>(registry_.program());
  return program != nullptr && program->ready() && program->ready()->has_value();
}

void SimCluster::stop_registry() {
  world_.note(TraceKind::kNetwork, registry_.id(), registry_.id(), "stops");
  dynamic_cast<RegistryProgram&>(*registry_.program()).stop();
}

bool SimCluster::registry_stopping() const {
  const auto* program = dynamic_cast<RegistryProgram*>(registry_.program());
  return program != nullptr && program->stopping();
}

const registry::Registry* SimCluster::registry() const {
  auto* program = dynamic_cast<RegistryProgram*>(registry_.program());
  return program == nullptr ? nullptr : &program->registry();
}

/// As this sender can reach it.
Endpoint SimCluster::registry_udp(const Node& sender) const {
  for (const IpAddress& address : registry_.addresses()) {
    for (const IpAddress& own : sender.addresses()) {
      if (own.is_v4() == address.is_v4()) return {address, kUdpPort};
    }
  }
  return {registry_.address(), kUdpPort};
}

std::optional<std::string> SimCluster::send(const SendDatagram& step) {
  std::optional<Endpoint> group;
  if (step.room) {
    const auto name = RoomName::parse(*step.room);
    const registry::Room* room = name && registry() != nullptr ? registry()->rooms().find(*name) : nullptr;
    if (room == nullptr) return "found no room " + *step.room + " at the registry";
    group = {room::kOpenGroup, room->port};
  }
  for (const NodeRef& ref : step.who) {
    Node& from = node(ref);
    send_datagram(from, group ? *group : registry_udp(from), step.bytes);
  }
  return std::nullopt;
}

void SimCluster::send_datagram(Node& from, const Endpoint& to, std::string_view bytes) {
  if (from.gone()) from.power_on();
  IgnoreDatagrams nobody;
  auto socket = from.network().open_datagram({IpAddress{}, 0}, nobody);
  PARLEY_CHECK(socket.has_value());
  (*socket)->send(to, bytes);
}

}  // namespace parley::sim::scenario
