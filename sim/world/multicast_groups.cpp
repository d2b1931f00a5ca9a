#include "sim/world/multicast_groups.hpp"

#include <algorithm>
#include <utility>

#include "base/check.hpp"
#include "sim/world/address.hpp"
#include "sim/world/node.hpp"
#include "sim/world/world.hpp"

namespace parley::sim {

MulticastGroups::Key MulticastGroups::key_of(NodeId node, const Endpoint& group,
                                             std::uint32_t interface) const {
  const Router& router = world_.router();
  const bool alone = is_loopback(interface) || !router.addresses().source(node, family_of(group.address));
  return {group, alone ? number(node) : kSegment - router.network_of(node)};
}

std::uint32_t MulticastGroups::number_of(NodeId node, const Endpoint& group, std::uint32_t interface) {
  const auto next = static_cast<std::uint32_t>(groups_.size());
  const auto [at, fresh] = numbers_.try_emplace(key_of(node, group, interface), next);
  if (fresh) {
    groups_.push_back(std::make_unique<Group>());
    groups_.back()->address = group.address;
  }
  return at->second;
}

MulticastGroups::Members& MulticastGroups::members_of(const SimDatagram& socket) {
  const auto& binding = socket.binding();
  return groups_[binding.group]->classes[number(binding.node) % kClasses];
}

void MulticastGroups::join(SimDatagram& socket) {
  members_of(socket).push_back(&socket);
  SimDatagram*& first = sockets_[number(socket.binding().node)];
  socket.next = first;
  first = &socket;
}

/// Out of its group, where a hole is left while that is walked.
void MulticastGroups::remove(const SimDatagram& socket) {
  Members& members = members_of(socket);
  const auto at = std::find(members.begin(), members.end(), &socket);
  PARLEY_CHECK(at != members.end());
  if (groups_[socket.binding().group]->walks > 0) {
    *at = nullptr;
  } else {
    members.erase(at);
  }
}

void MulticastGroups::leave(SimDatagram& socket) {
  remove(socket);
  SimDatagram** at = &sockets_[number(socket.binding().node)];
  while (*at != &socket) at = &(*at)->next;
  *at = socket.next;
}

void MulticastGroups::leave_all(NodeId node) {
  SimDatagram*& first = sockets_[number(node)];
  for (SimDatagram* socket = first; socket != nullptr; socket = socket->next) {
    remove(*socket);
    socket->detach();
  }
  first = nullptr;
}

void MulticastGroups::rejoin(NodeId node) {
  SimDatagram* next = nullptr;
  for (SimDatagram* socket = std::exchange(sockets_[number(node)], nullptr); socket != nullptr;
       socket = next) {
    next = socket->next;
    remove(*socket);
    const auto& bound = socket->binding();
    socket->set_group(number_of(node, {groups_[bound.group]->address, bound.port}, bound.address));
    join(*socket);
  }
}

void MulticastGroups::send(const SimDatagram& socket, const Endpoint& group, std::string_view bytes) {
  const SimDatagram::Binding& from = socket.binding();
  std::uint32_t target = from.group;
  if (target == SimDatagram::kNoGroup || group.port != from.port ||
      group.address != groups_[target]->address) {
    const auto found = numbers_.find(key_of(from.node, group, from.address));
    if (found == numbers_.end()) return;
    target = found->second;
  }
  const std::uint16_t port = group.port;
  const AddressFamily family = family_of(group.address);
  const auto source = world_.router().addresses().source(from.node, family);
  Event event{.kind = EventKind::kGroupDatagram, .from_port = from.port, .to_port = port, .node = from.node};
  event.a = target;
  event.b = is_loopback(from.address) ? from.address : source.value_or(loopback_of(family));
  world_.tell_sent(
      {world_.now(), TraceKind::kGroupDatagram, from.node, from.node, bytes, port, world_.now()});
  event.payload = world_.send_off(bytes);
  if (world_.links().goes_singly(from.node)) {
    send_singly(event);
  } else {
    send_to_classes(event);
  }
  world_.payloads().release(event.payload);
}

/// One event for each class: its members share latency, repeats and disorder.
void MulticastGroups::send_to_classes(const Event& datagram) {
  Event event = datagram;
  Random& rng = world_.node(event.node).rng();
  for (std::size_t i = 0; i < kClasses; ++i) {
    if (groups_[event.a]->classes[i].empty()) continue;
    event.side = static_cast<std::uint8_t>(i);
    const auto fate = world_.links().fate_of_group(event.payload->size, rng);
    event.c = static_cast<std::uint32_t>(fate.loss);
    PayloadPool::share(event.payload);
    world_.push(fate.latency, event);
    if (!fate.repeated) continue;
    PayloadPool::share(event.payload);
    world_.push(fate.repeat_latency, event);
  }
}

/// One event for each member's node, after what its own way does to the datagram.
void MulticastGroups::send_singly(const Event& datagram) {
  const NodeId from = datagram.node;
  Random& rng = world_.node(from).rng();
  const Payload& payload = *datagram.payload;
  for (const Members& members : groups_[datagram.a]->classes) {
    for (std::size_t i = 0; i < members.size(); ++i) {
      if (members[i] == nullptr || !is_first_of_node(members, i)) continue;
      const NodeId to = members[i]->binding().node;
      auto fate = world_.links().fate_of_datagram(from, to, payload.size, world_.now(), rng);
      if (from != to && world_.links().is_deaf(to)) fate.loss = DropReason::kDeaf;
      if (fate.loss != DropReason::kNone) {
        world_.note_member_loss(fate.loss, to, from, payload, members[i]->binding().port);
        continue;
      }
      Event event = late_event(to, datagram);
      world_.send(from, to, world_.now() + fate.latency, event);
      if (!fate.repeated) continue;
      PayloadPool::share(event.payload);
      world_.send(from, to, world_.now() + fate.repeat_latency, event);
    }
  }
}

/// The members' memory is seldom in the caches where there are thousands: it is on its way while those before
/// them are served.
void MulticastGroups::prefetch(const Members& members, std::size_t index) {
  if (index + 2 < members.size() && members[index + 2] != nullptr) __builtin_prefetch(members[index + 2]);
  if (index + 1 >= members.size() || members[index + 1] == nullptr) return;
  const SimDatagram& next = *members[index + 1];
  __builtin_prefetch(&next.handler());
  world_.prefetch(next.binding().node);
}

void MulticastGroups::deliver(const Event& event) {
  Group& group = *groups_[event.a];
  Members& members = group.classes[event.side];
  world_.note_arrival(TraceKind::kGroupDatagram, event.node, event.node, *event.payload, 0);
  ++group.walks;
  const std::size_t count = members.size();  // Who joins during the walk is too late for this one.
  bool holes = false;
  for (std::size_t i = 0; i < count; ++i) {
    prefetch(members, i);
    if (members[i] != nullptr) reach(members, i, event);
    holes = holes || members[i] == nullptr;
  }
  if (--group.walks == 0 && holes) std::erase(members, nullptr);
  world_.payloads().release(event.payload);
}

void MulticastGroups::reach(Members& members, std::size_t index, const Event& event) {
  SimDatagram& member = *members[index];
  const NodeId from = event.node;
  const NodeId to = member.binding().node;
  const DropReason too_big = from == to ? DropReason::kNone : static_cast<DropReason>(event.c);
  const DropReason loss = too_big != DropReason::kNone
                              ? too_big
                              : world_.links().member_misses(from, to, world_.node(from).rng());
  if (loss != DropReason::kNone) {
    return world_.note_member_loss(loss, to, from, *event.payload, member.binding().port);
  }
  if (world_.links().is_clogged(from, to)) {
    // One waiting event serves all the sockets that the node has in the group.
    if (is_first_of_node(members, index)) world_.send(from, to, world_.now(), late_event(to, event));
    return;
  }
  if (!world_.node(to).paused()) return deliver_to(member, from, event);
  if (is_first_of_node(members, index)) PARLEY_CHECK(world_.node(to).parks_if_paused(late_event(to, event)));
}

bool MulticastGroups::is_first_of_node(const Members& members, std::size_t index) {
  const NodeId node = members[index]->binding().node;
  const auto same_node = [node](const SimDatagram* other) {
    return other != nullptr && other->binding().node == node;
  };
  return std::none_of(members.begin(), members.begin() + static_cast<std::ptrdiff_t>(index), same_node);
}

/// The datagram for one node alone, which comes to it later than to the others.
Event MulticastGroups::late_event(NodeId node, const Event& event) {
  Event late = event;
  late.kind = EventKind::kMember;
  late.node = node;
  late.c = number(event.node);
  PayloadPool::share(late.payload);
  return late;
}

void MulticastGroups::deliver_late(const Event& event) {
  Group& group = *groups_[event.a];
  Members& members = group.classes[number(event.node) % kClasses];
  ++group.walks;
  for (std::size_t i = 0; i < members.size(); ++i) {
    if (members[i] == nullptr || members[i]->binding().node != event.node) continue;
    deliver_to(*members[i], NodeId{event.c}, event);
  }
  if (--group.walks == 0) std::erase(members, nullptr);
  world_.payloads().release(event.payload);
}

void MulticastGroups::deliver_to(SimDatagram& member, NodeId from, const Event& event) {
  ++world_.counts().deliveries;
  world_.note_member(member.binding().node, from, *event.payload, member.binding().port);
  member.handler().on_datagram(endpoint_of(event.b, event.from_port), event.payload->bytes());
}

}  // namespace parley::sim
