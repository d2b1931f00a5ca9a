#include <algorithm>

#include "sim/world/address.hpp"
#include "sim/world/node.hpp"
#include "sim/world/streams.hpp"
#include "sim/world/world.hpp"

/// What the network does to streams that their ends did not ask for.
namespace parley::sim {
namespace {

/// Linux's default: fifteen retransmissions, each after a longer pause, come to this.
constexpr Duration kGiveUpTime = std::chrono::milliseconds(924'600);

}  // namespace

bool Streams::joins(const Connection& connection, NodeId a, NodeId b) {
  const NodeId client = connection.ends[0].node;
  const NodeId server = connection.ends[1].node;
  return (client == a && server == b) || (client == b && server == a);
}

/// Puts a mark before an end of a stream, behind what is under way to it.
void Streams::inject(const EndId& id, SegmentKind mark) {
  Connection& connection = connections_[id.slot];
  StreamEnd& sender = connection.ends[1 - id.side];
  Event event = event_for(EventKind::kSegment, id);
  event.payload = world_.payloads().take({}, mark);
  event.payload->sent = world_.now();
  sender.last_arrival = std::max(sender.last_arrival, world_.now() + latency(sender.node, event.node));
  world_.queue().push(sender.last_arrival, event);
}

void Streams::break_between(NodeId a, NodeId b) {
  for (const std::uint32_t slot : connections_.of(a)) {
    Connection& connection = connections_[slot];
    const bool established =
        connection.ends[0].state == EndState::kOpen || connection.ends[1].state == EndState::kOpen;
    if (!established || connection.orphaned() || !joins(connection, a, b)) continue;
    ++world_.faults().broken;
    for (std::uint8_t side = 0; side < 2; ++side) {
      if (!connection.ends[side].takes_callbacks()) continue;
      discard_outgoing(connection.ends[side]);
      inject({slot, connection.generation, side}, SegmentKind::kBreak);
    }
  }
}

void Streams::half_close_between(NodeId from, NodeId to) {
  for (const std::uint32_t slot : connections_.of(from)) {
    Connection& connection = connections_[slot];
    const bool established =
        connection.ends[0].state == EndState::kOpen && connection.ends[1].state == EndState::kOpen;
    if (!established || connection.half_closed || !joins(connection, from, to)) continue;
    const std::uint8_t side = connection.ends[0].node == to ? 0 : 1;
    ++world_.faults().half_closed;
    connection.half_closed = true;
    inject({slot, connection.generation, side}, SegmentKind::kClose);
  }
}

void Streams::orphan_all(NodeId node) {
  orphan(node, [](std::uint32_t /*address*/) { return true; });
}

/// Behind a NAT the other side sees the NAT's address in place of the lost one.
void Streams::orphan_at(NodeId node, std::uint32_t address) {
  const bool v4 = family_of(address) == AddressFamily::kIpv4;
  orphan(node, [&](std::uint32_t used) { return used == address || (v4 && world_.router().is_nat(used)); });
}

void Streams::orphan(NodeId node, const std::function<bool(std::uint32_t)>& is_lost) {
  for (const std::uint32_t slot : connections_.of(node)) {
    Connection& connection = connections_[slot];
    const EndId client{slot, connection.generation, 0};
    for (StreamEnd& end : connection.ends) {
      if (end.node != node || is_loopback(end.address) || end.orphaned || !is_lost(end.address)) continue;
      if (!connection.ends[0].takes_callbacks() && !connection.ends[1].takes_callbacks()) continue;
      if (!connection.orphaned()) ++world_.faults().orphaned;
      end.orphaned = true;
    }
    if (!connection.orphaned()) continue;
    pump(client);
    if (find(client) != nullptr) pump(client.other());
  }
}

/// Something that this end has sent, or has to send, finds no answer: TCP tries for long, and then gives up.
void Streams::watch_for_answer(const EndId& id) {
  StreamEnd& end = *find_end(id);
  if (end.unanswered_since != Instant::max()) return;
  end.unanswered_since = world_.now();
  world_.push(kGiveUpTime, event_for(EventKind::kGiveUp, id));
}

void Streams::on_give_up(const EndId& id) {
  StreamEnd& end = *find_end(id);
  const Instant since = end.unanswered_since;
  if (since == Instant::max() || !end.takes_callbacks()) return;
  if (since + kGiveUpTime > world_.now()) {
    return world_.push(since + kGiveUpTime - world_.now(), event_for(EventKind::kGiveUp, id));
  }
  ++world_.faults().timed_out;
  discard_outgoing(end);
  Payload* mark = world_.payloads().take({}, SegmentKind::kBreak);
  mark->sent = world_.now();
  end.unread.push(mark);
  schedule_read(id);
}

}  // namespace parley::sim
