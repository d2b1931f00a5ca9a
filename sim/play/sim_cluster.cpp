#include "sim/play/sim_cluster.hpp"

#include <algorithm>
#include <utility>

#include "base/check.hpp"
#include "registry/rooms.hpp"
#include "registry/sessions.hpp"
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

RoomView view_of(const registry::Room& room) {
  RoomView view{room.name.text(), {}};
  for (const registry::Member& member : room.members) {
    view.members.push_back({member.user.text(), &member == &room.members.front(), member.present});
  }
  return view;
}

WorldOptions world_options(std::uint64_t seed) {
  WorldOptions options;
  options.seed = seed;
  return options;
}

}  // namespace

sim::AddressFamily world_family(AddressFamily family) {
  return family == AddressFamily::kIpv4 ? sim::AddressFamily::kIpv4 : sim::AddressFamily::kIpv6;
}

RawConnection& SimClient::open(const HostPort& registry, wire::Dialect dialect) {
  if (node_.running()) node_.crash();
  return node_.run<RawConnection>(registry, dialect);
}

void SimClient::vanish() {
  abandon();
  node_.vanish();
}

std::optional<std::string> SimRegistryView::unavailable() const {
  if (cluster_.registry() != nullptr) return std::nullopt;
  return "the registry is not running";
}

std::vector<RoomView> SimRegistryView::rooms() const {
  std::vector<RoomView> rooms;
  for (const auto& [number, room] : cluster_.registry()->rooms().in_order()) rooms.push_back(view_of(room));
  return rooms;
}

std::size_t SimRegistryView::room_count() const { return cluster_.registry()->rooms().in_order().size(); }

std::optional<RoomView> SimRegistryView::room(const std::string& name) const {
  const auto parsed = RoomName::parse(name);
  const registry::Room* room = parsed ? cluster_.registry()->rooms().find(*parsed) : nullptr;
  return room == nullptr ? std::nullopt : std::optional(view_of(*room));
}

std::vector<std::string> SimRegistryView::online() const {
  std::vector<std::string> names;
  for (const registry::Session& user : cluster_.registry()->sessions().in_order()) {
    names.push_back(user.name.text());
  }
  std::sort(names.begin(), names.end());
  return names;
}

std::size_t SimRegistryView::online_count() const { return cluster_.registry()->sessions().size(); }

SimCluster::SimCluster(const Scenario& scenario, std::uint64_t seed, Tapes* tapes)
    : Cluster(scenario),
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

RegistryState SimCluster::registry_state() const {
  const auto* program = dynamic_cast<RegistryProgram*>(registry_.program());
  if (program == nullptr) return RegistryState::kDown;
  if (program->stopping()) return RegistryState::kStopping;
  return program->ready() && program->ready()->has_value() ? RegistryState::kReady : RegistryState::kStarting;
}

void SimCluster::stop_registry() {
  world_.note(TraceKind::kNetwork, registry_.id(), registry_.id(), "stops");
  dynamic_cast<RegistryProgram&>(*registry_.program()).stop();
}

bool SimCluster::registry_stopping() const { return registry_state() == RegistryState::kStopping; }

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
