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
  while (port == 0 && taken(node, chosen)) ++chosen;
  if (taken(node, chosen)) {
    return Error{ErrorCode::kUnavailable, "UDP " + endpoint_of(address, chosen).to_string() + " is taken"};
  }
  auto socket = std::make_unique<SimDatagram>(*this, SimDatagram::Binding{node, address, chosen}, handler);
  socket->next = sockets_[number(node)];
  sockets_[number(node)] = socket.get();
  return {std::move(socket)};
}

Result<std::unique_ptr<Datagram>> Datagrams::join(NodeId node, std::uint32_t group, std::uint16_t port,
                                                  std::uint32_t interface, DatagramHandler& handler) {
  SimDatagram::Binding binding{node, interface, port, groups_.number_of(node, group, port, interface)};
  auto socket = std::make_unique<SimDatagram>(*this, binding, handler);
  groups_.join(*socket);
  return {std::move(socket)};
}

void Datagrams::send(const SimDatagram& socket, const Endpoint& to, std::string_view bytes) {
  const auto target = v4_of(to.address);
  const SimDatagram::Binding& from = socket.binding();
  if (!target || bytes.size() > kLongestDatagram) return;
  if (is_group(*target)) return groups_.send(socket, *target, to.port, bytes);
  const bool to_itself = *target == kLoopbackAddress;
  const auto holder = to_itself ? Addresses::Holder{from.node, true} : world_.addresses().holder(*target);
  if (!holder) return;
  const NodeId node = holder->node;
  if (from.address == kLoopbackAddress && node != from.node) return;
  world_.tell_sent({world_.now(), TraceKind::kDatagram, node, from.node, bytes, to.port, world_.now()});
  const auto lose = [&](Loss why) { world_.note_loss(why, node, from.node, bytes, to.port, world_.now()); };
  if (!holder->still || !is_own(from.node, from.address)) return lose(Loss::kOldAddress);
  Random& luck = world_.node(from.node).luck();
  const auto fate = world_.links().fate_of_datagram(from.node, node, bytes.size(), world_.now(), luck);
  if (fate.loss != Loss::kNone) return lose(fate.loss);
  Event event{.kind = EventKind::kDatagram, .from_port = from.port, .to_port = to.port, .node = node};
  event.a = to_itself ? kLoopbackAddress : world_.addresses().of(from.node);
  event.b = *target;
  event.c = number(from.node);
  event.payload = world_.send_off(bytes);
  world_.send(from.node, node, world_.now() + fate.latency, event);
  if (!fate.repeated) return;
  PayloadPool::share(event.payload);
  world_.send(from.node, node, world_.now() + fate.repeat_latency, event);
}

void Datagrams::deliver(const Event& event) {
  const std::string_view bytes = event.payload->bytes();
  const NodeId from{event.c};
  SimDatagram* socket = find(event.node, event.b, event.to_port);
  if (socket == nullptr || !is_own(event.node, event.b)) {
    const Loss why = is_own(event.node, event.b) ? Loss::kNoSocket : Loss::kOldAddress;
    world_.note_loss(why, event.node, from, bytes, event.to_port, event.payload->sent);
  } else {
    ++world_.counts().deliveries;
    world_.note_arrival(TraceKind::kDatagram, event.node, from, *event.payload, event.to_port);
    socket->handler().on_datagram(endpoint_of(event.a, event.from_port), bytes);
  }
  world_.payloads().release(event.payload);
}

bool Datagrams::is_own(NodeId node, std::uint32_t address) const {
  return address == kAnyAddress || address == kLoopbackAddress || address == world_.addresses().of(node);
}

SimDatagram* Datagrams::find(NodeId node, std::uint32_t address, std::uint16_t port) {
  for (SimDatagram* socket = sockets_[number(node)]; socket != nullptr; socket = socket->next) {
    const auto& bound = socket->binding();
    if (bound.port == port && (bound.address == kAnyAddress || bound.address == address)) return socket;
  }
  return nullptr;
}

bool Datagrams::taken(NodeId node, std::uint16_t port) const {
  for (const SimDatagram* socket = sockets_[number(node)]; socket != nullptr; socket = socket->next) {
    if (socket->binding().port == port) return true;
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
