#include <algorithm>

#include "sim/world/node.hpp"
#include "sim/world/streams.hpp"
#include "sim/world/world.hpp"

/// How a stream ends: closed in order, dropped, torn by a crash, or silent.
namespace parley::sim {
namespace {

constexpr Duration kLingerTime = std::chrono::seconds(5);

/// TCP sends again with growing pauses; a way that is mended is noticed a little later.
constexpr Duration kRetransmitSpread = std::chrono::milliseconds(200);

}  // namespace

void Streams::close(const EndId& id) {
  const StreamEnd* end = find_end(id);
  if (end != nullptr && end->takes_callbacks()) end_with(id, SegmentKind::kClose);
}

void Streams::drop(const EndId& id) {
  const StreamEnd* end = find_end(id);
  if (end != nullptr && end->takes_callbacks()) end_with(id, SegmentKind::kBreak);
}

/// From here on the program hears nothing of the stream; `mark` is the last thing that the other end gets.
void Streams::end_with(const EndId& id, SegmentKind mark) {
  StreamEnd& end = connections_[id.slot].ends[id.side];
  if (end.state == EndState::kConnecting) {
    end.state = EndState::kDead;
    return free_if_over(id.slot);
  }
  world_.tell_sent({world_.now(),
                    mark == SegmentKind::kClose ? TraceKind::kClosed : TraceKind::kBroken,
                    connections_[id.slot].ends[1 - id.side].node,
                    end.node,
                    {},
                    id.channel(),
                    world_.now()});
  end.handler = nullptr;
  end.unread.clear(world_.payloads());
  if (mark == SegmentKind::kBreak) discard(end);
  end.outgoing.push(world_.payloads().take({}, mark));
  end.state = EndState::kClosing;
  pump(id);
  if (find(id) == nullptr || end.state != EndState::kClosing || mark == SegmentKind::kBreak) return;
  world_.push(kLingerTime, event_for(EventKind::kLinger, id));
}

void Streams::discard(StreamEnd& end) {
  discard_outgoing(end);
  end.unread.clear(world_.payloads());
}

void Streams::discard_outgoing(StreamEnd& end) {
  end.outgoing.clear(world_.payloads());
  end.accepted = 0;
  end.unsent = 0;
}

void Streams::on_linger(const EndId& id) {
  if (find_end(id)->state == EndState::kClosing) end_with(id, SegmentKind::kBreak);
}

void Streams::deliver_end(const EndId& id, const Payload& mark) {
  Connection& connection = connections_[id.slot];
  StreamEnd& end = connection.ends[id.side];
  StreamHandler* handler = end.handler;
  const bool closed = mark.segment == SegmentKind::kClose;
  world_.note_arrival(closed ? TraceKind::kClosed : TraceKind::kBroken, end.node,
                      connection.ends[1 - id.side].node, mark, id.channel());
  end.state = EndState::kDead;
  free_if_over(id.slot);
  if (handler == nullptr) return;
  handler->on_close(closed ? CloseCause::kPeerClosed : CloseCause::kBroken,
                    closed ? "the other side closed the connection" : "the connection was reset");
}

void Streams::reset_all(NodeId node, bool also_closing) {
  listeners_.close_all(node);
  for (const std::uint32_t slot : connections_.of(node)) {
    for (std::uint8_t side = 0; side < 2; ++side) {
      const EndId id{slot, connections_[slot].generation, side};
      const StreamEnd& end = connections_[slot].ends[side];
      if (end.node != node) continue;
      const bool is_waiting_server = side == 1 && end.state == EndState::kConnecting;
      const bool is_closing = also_closing && end.state == EndState::kClosing;
      // A server's end that waits for its accept finds out by itself that nobody listens any more.
      if ((end.takes_callbacks() && !is_waiting_server) || is_closing) end_with(id, SegmentKind::kBreak);
    }
  }
}

void Streams::silence_all(NodeId node) {
  listeners_.close_all(node);
  for (const std::uint32_t slot : connections_.of(node)) {
    for (std::uint8_t side = 0; side < 2; ++side) {
      StreamEnd& end = connections_[slot].ends[side];
      if (end.node != node || end.state == EndState::kDead) continue;
      connections_[slot].ends[1 - side].unacked = 0;  // What is unanswered from here on counts anew.
      discard(end);
      end.handler = nullptr;
      end.stalled = false;
      end.state = EndState::kSilent;
      free_if_over(slot);
    }
  }
}

void Streams::retry_stalled() {
  for (const std::uint32_t slot : connections_.take_stalled()) {
    Connection& connection = connections_[slot];
    const std::uint32_t generation = connection.generation;
    if (connection.syn_stalled) send_syn({slot, generation, 0});
    for (std::uint8_t side = 0; side < 2; ++side) {
      const EndId id{slot, generation, side};
      if (find(id) == nullptr || !connection.ends[side].stalled) continue;
      if (may_pass(connection, side)) {
        resume_sending(id);
      } else {
        connections_.note_stalled(slot);
      }
    }
  }
}

void Streams::resume_sending(const EndId& id) {
  StreamEnd& end = *find_end(id);
  end.stalled = false;
  end.unanswered_since = Instant::max();
  const Duration pause(static_cast<std::int64_t>(
      world_.node(end.node).rng().below(static_cast<std::uint64_t>(kRetransmitSpread.count()))));
  end.last_arrival = std::max(end.last_arrival, world_.now() + pause);
  if (end.consumed >= kWindow / 2) send_credit(id);
  pump(id);
}

void Streams::reset_after_return(NodeId node) {
  for (const std::uint32_t slot : connections_.of(node)) {
    for (std::uint8_t side = 0; side < 2; ++side) {
      Connection& connection = connections_[slot];
      if (connection.ends[side].node != node || connection.ends[side].state != EndState::kSilent) continue;
      const bool waits_for_answer = connection.ends[1 - side].unacked > 0;
      if (!waits_for_answer || connection.orphaned()) continue;
      connection.ends[side].state = EndState::kOpen;
      end_with({slot, connection.generation, side}, SegmentKind::kBreak);
    }
  }
}

}  // namespace parley::sim
