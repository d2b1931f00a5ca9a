#include "sim/world/datagrams.hpp"

#include "sim/world/address.hpp"
#include "sim/world/node.hpp"
#include "sim/world/world.hpp"

namespace parley::sim {
namespace {

constexpr std::size_t kLongestDatagram = 65'507;

/// Where a node begins to look for a free port: seldom where another does, as with real machines.
constexpr std::uint16_t first_free_port(NodeId node) {
  return static_cast<std::uint16_t>(40'000 + number(node) * 61 % 20'000);
}

}  // namespace

Result<std::unique_ptr<Datagram>> Datagrams::open(NodeId node, std::uint32_t address, std::uint16_t port,
                                                  DatagramHandler& handler) {
  std::uint16_t chosen = port != 0 ? port : first_free_port(node);
  while (port == 0 && taken(node, kAnyAddress, chosen)) ++chosen;
  if (taken(node, address, chosen)) {
    return Error{ErrorCode::kUnavailable, "UDP " + endpoint_of(address, chosen).to_string() + " is taken"};
  }
  auto socket = std::make_unique<SimDatagram>(*this, SimDatagram::Binding{node, address, chosen}, handler);
  socket->next = sockets_[number(node)];
  sockets_[number(node)] = socket.get();
  return {std::move(socket)};
}

Result<std::unique_ptr<Datagram>> Datagrams::join(NodeId node, const Endpoint& group, std::uint32_t interface,
                                                  DatagramHandler& handler) {
  SimDatagram::Binding binding{node, interface, group.port, groups_.number_of(node, group, interface)};
  auto socket = std::make_unique<SimDatagram>(*this, binding, handler);
  groups_.join(*socket);
  return {std::move(socket)};
}

void Datagrams::send(const SimDatagram& socket, const Endpoint& to, std::string_view bytes) {
  const SimDatagram::Binding& from = socket.binding();
  if (bytes.size() > kLongestDatagram) return;
  if (is_group(to.address)) return groups_.send(socket, to, bytes);
  const auto target = number_of(to.address);
  if (!target || !reaches(from.address, *target)) return;
  const Nat::Remote remote{*target, to.port};
  if (is_loopback(*target)) {
    const std::uint32_t source = is_loopback(from.address) ? from.address : loopback_of(family_of(*target));
    return transmit(Router::Route{DropReason::kNone, from.node, {source, from.port}}, from.node, remote,
                    bytes);
  }
  auto route = world_.router().route({from.node, from.port}, from.address, remote, world_.now());
  if (!route || (is_loopback(from.address) && route->node != from.node)) return;
  if (!is_own(from.node, from.address)) route->loss = DropReason::kOldAddress;
  transmit(*route, from.node, remote, bytes);
}

void Datagrams::transmit(const Router::Route& route, NodeId from, const Nat::Remote& to,
                         std::string_view bytes) {
  const NodeId node = route.node;
  world_.tell_sent({world_.now(), TraceKind::kDatagram, node, from, bytes, to.port, world_.now()});
  const auto lose = [&](DropReason why) { world_.note_loss(why, node, from, bytes, to.port, world_.now()); };
  if (route.loss != DropReason::kNone) return lose(route.loss);
  Random& rng = world_.node(from).rng();
  const auto fate = world_.links().fate_of_datagram(from, node, bytes.size(), world_.now(), rng);
  if (fate.loss != DropReason::kNone) return lose(fate.loss);
  if (route.translated) ++world_.faults().translated;
  Event event{.kind = EventKind::kDatagram, .from_port = route.source.port, .to_port = to.port, .node = node};
  event.a = route.source.address;
  event.b = to.address;
  event.c = number(from);
  event.payload = world_.send_off(bytes);
  world_.send(from, node, world_.now() + fate.latency, event);
  if (!fate.repeated) return;
  PayloadPool::share(event.payload);
  world_.send(from, node, world_.now() + fate.repeat_latency, event);
}

void Datagrams::deliver(const Event& event) {
  const NodeId from{event.c};
  const Payload& payload = *event.payload;
  SimDatagram* socket = nullptr;
  const DropReason loss = find_receiver(event, socket);
  if (loss != DropReason::kNone) {
    world_.note_loss(loss, event.node, from, payload.bytes(), event.to_port, payload.sent);
  } else {
    ++world_.counts().deliveries;
    world_.note_arrival(TraceKind::kDatagram, event.node, from, payload, event.to_port);
    socket->handler().on_datagram(endpoint_of(event.a, event.from_port), payload.bytes());
  }
  world_.payloads().release(event.payload);
}

DropReason Datagrams::find_receiver(const Event& event, SimDatagram*& socket) {
  const Nat::Remote to{event.b, event.to_port};
  const auto inside = world_.router().admit(event.node, to, {event.a, event.from_port}, world_.now());
  if (!inside) return DropReason::kNat;
  const bool by_nat = world_.router().is_nat(event.b);
  if (!by_nat && !is_own(event.node, event.b)) return DropReason::kOldAddress;
  const auto& addresses = world_.router().addresses();
  const std::uint32_t address =
      by_nat ? addresses.source(event.node, AddressFamily::kIpv4).value_or(kAnyV4) : event.b;
  socket = find(event.node, address, inside->port);
  return socket == nullptr ? DropReason::kNoSocket : DropReason::kNone;
}

bool Datagrams::is_own(NodeId node, std::uint32_t address) const {
  return is_any(address) || is_loopback(address) || world_.router().addresses().has(node, address);
}

SimDatagram* Datagrams::find(NodeId node, std::uint32_t address, std::uint16_t port) {
  for (SimDatagram* socket = sockets_[number(node)]; socket != nullptr; socket = socket->next) {
    const auto& bound = socket->binding();
    if (bound.port == port && takes(bound.address, address)) return socket;
  }
  return nullptr;
}

bool Datagrams::taken(NodeId node, std::uint32_t address, std::uint16_t port) const {
  for (const SimDatagram* socket = sockets_[number(node)]; socket != nullptr; socket = socket->next) {
    const auto& bound = socket->binding();
    if (bound.port == port && (takes(bound.address, address) || takes(address, bound.address))) return true;
  }
  return false;
}

void Datagrams::close(SimDatagram& socket) {
  if (socket.binding().group != SimDatagram::kNoGroup) return groups_.leave(socket);
  SimDatagram** at = &sockets_[number(socket.binding().node)];
  while (*at != &socket) at = &(*at)->next;
  *at = socket.next;
}

void Datagrams::close_all(NodeId node) {
  for (SimDatagram* socket = sockets_[number(node)]; socket != nullptr; socket = socket->next) {
    socket->detach();
  }
  sockets_[number(node)] = nullptr;
  groups_.leave_all(node);
}

}  // namespace parley::sim
