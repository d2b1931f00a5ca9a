#include <algorithm>
#include <utility>

#include "sim/world/node.hpp"
#include "sim/world/streams.hpp"
#include "sim/world/world.hpp"

/// How records get from one end to the other while a stream stands.
namespace parley::sim {

void Streams::handle(const Event& event) {
  const EndId id = id_of(event);
  if (find(id) == nullptr) {
    if (event.payload != nullptr) world_.payloads().release(event.payload);
    return;
  }
  switch (event.kind) {
    case EventKind::kConnectArrive:
      return on_connect_arrive(id);
    case EventKind::kConnectFail:
      return fail(id, static_cast<Failure>(event.c));
    case EventKind::kConnectDeadline:
      return fail(id, Failure::kTimedOut);
    case EventKind::kOpen:
      return on_open(id);
    case EventKind::kSegment:
      return on_segment(id, event.payload);
    case EventKind::kCredit:
      return on_credit(id, event.c);
    case EventKind::kRead:
      return on_read(id);
    case EventKind::kGiveUp:
      return on_give_up(id);
    case EventKind::kLinger:
      return on_linger(id);
    default:
      return;  // World gives streams no other.
  }
}

void Streams::set_handler(const EndId& id, StreamHandler& handler) {
  StreamEnd* end = find_end(id);
  if (end == nullptr || !end->takes_callbacks()) return;
  end->handler = &handler;
  schedule_read(id);
}

void Streams::write(const EndId& id, std::string_view bytes) {
  StreamEnd* end = find_end(id);
  if (end == nullptr || !end->takes_callbacks()) return;
  const NodeId far = connections_[id.slot].ends[1 - id.side].node;
  while (!bytes.empty()) {
    const std::string_view record = bytes.substr(0, next_piece(*end, far, bytes));
    end->has_written = true;
    end->outgoing.push(world_.payloads().take(record));
    end->unsent += record.size();
    world_.tell_sent({world_.now(), TraceKind::kRecord, far, end->node, record, id.channel(), world_.now()});
    bytes.remove_prefix(record.size());
  }
  const bool had_to_wait = end->drain_due;
  pump(id);
  end->drain_due = had_to_wait;  // What left at once did not have to wait.
}

/// How much of what is written goes into the next record: all of it, unless the way splits records. It leaves
/// whole what ends no line, a message by itself where records are messages; and what is written first,
/// which tells the other side whether there are lines.
std::size_t Streams::next_piece(const StreamEnd& end, NodeId far, std::string_view bytes) {
  const std::uint32_t longest = world_.links().fragment_bytes(end.node, far);
  const bool has_lines = end.has_written && bytes.ends_with('\n');
  if (longest == 0 || end.node == far || bytes.size() == 1 || !has_lines) {
    return std::min(bytes.size(), kLongestRecord);
  }
  const std::size_t most = std::min<std::size_t>(longest, bytes.size());
  const std::size_t piece = 1 + world_.node(end.node).rng().below(most);
  if (piece < bytes.size()) ++world_.faults().fragmented;
  return piece;
}

std::size_t Streams::unsent(const EndId& id) {
  const StreamEnd* end = find_end(id);
  return end == nullptr ? 0 : end->unsent;
}

void Streams::take_into_window(StreamEnd& end) {
  Payload* next = end.outgoing.front();
  for (std::uint32_t i = 0; i < end.accepted; ++i) next = next->next;
  while (end.accepted < end.outgoing.count() && (next->size == 0 || end.unacked + next->size <= kWindow)) {
    end.unacked += next->size;
    end.unsent -= next->size;
    if (next->size > 0 && end.unsent == 0) end.drain_due = true;
    ++end.accepted;
    next = next->next;
  }
}

bool Streams::may_pass(const Connection& connection, std::uint8_t from_side) {
  const NodeId to = connection.ends[1 - from_side].node;
  return !connection.orphaned() && !world_.links().streams_stall(connection.ends[from_side].node, to);
}

void Streams::stall(const EndId& id) {
  StreamEnd& end = *find_end(id);
  if (!end.stalled) ++world_.faults().stalled;
  end.stalled = true;
  connections_.note_stalled(id.slot);
  watch_for_answer(id);
}

void Streams::pump(const EndId& id) {
  Connection& connection = connections_[id.slot];
  StreamEnd& end = connection.ends[id.side];
  const StreamEnd& far = connection.ends[1 - id.side];
  if (end.state == EndState::kConnecting || end.outgoing.empty()) return;
  if (connection.orphaned() && end.state == EndState::kClosing) {
    discard_outgoing(end);  // It will never get there.
  } else if (!connection.orphaned() && !far.takes_callbacks() && far.state != EndState::kSilent) {
    discard_outgoing(end);  // Nobody is left to read it.
    if (std::exchange(connection.half_closed, false)) inject(id, SegmentKind::kBreak);
  } else {
    take_into_window(end);
    if (!may_pass(connection, id.side)) {
      if (end.accepted > 0) stall(id);
      return;
    }
    for (; end.accepted > 0; --end.accepted) transmit(id, end.outgoing.pop());
  }
  if (end.state != EndState::kClosing || !end.outgoing.empty()) return;
  end.state = EndState::kDead;
  free_if_over(id.slot);
}

void Streams::transmit(const EndId& id, Payload* payload) {
  Connection& connection = connections_[id.slot];
  StreamEnd& end = connection.ends[id.side];
  const NodeId to = connection.ends[1 - id.side].node;
  payload->sent = world_.now();
  end.last_arrival = std::max(end.last_arrival, world_.now() + latency(end.node, to, payload->size));
  Event event = event_for(EventKind::kSegment, id.other());
  event.payload = payload;
  world_.send(end.node, to, end.last_arrival, event);
}

void Streams::push_after(Instant arrival, const Event& event) {
  Connection* connection = event.kind == EventKind::kSegment ? find(id_of(event)) : nullptr;
  if (connection == nullptr) return world_.queue().push(arrival, event);
  StreamEnd& sender = connection->ends[1 - event.side];
  sender.last_arrival = std::max(sender.last_arrival, arrival);
  world_.queue().push(sender.last_arrival, event);
}

void Streams::on_segment(const EndId& id, Payload* payload) {
  Connection& connection = connections_[id.slot];
  StreamEnd& end = connection.ends[id.side];
  if (connection.orphaned() || end.state == EndState::kSilent) watch_for_answer(id.other());
  if (end.orphaned) return world_.payloads().release(payload);
  if (end.state == EndState::kSilent && !world_.node(end.node).gone()) {
    // The machine is back and knows nothing of this stream: it says so.
    world_.payloads().release(payload);
    end.state = EndState::kOpen;
    return end_with(id, SegmentKind::kBreak);
  }
  if (!end.takes_callbacks()) return world_.payloads().release(payload);
  if (end.state == EndState::kConnecting && id.side == 1 && payload->segment == SegmentKind::kBreak) {
    world_.payloads().release(payload);  // The client gave up before its last word of the handshake.
    end.state = EndState::kDead;
    return free_if_over(id.slot);
  }
  const bool is_record = payload->segment == SegmentKind::kRecord;
  const bool must_wait = end.handler == nullptr || end.read_scheduled || !end.unread.empty() ||
                         (end.reading_paused && is_record);
  if (must_wait && payload->segment != SegmentKind::kAccept) return end.unread.push(payload);
  give(id, payload);
}

void Streams::give(const EndId& id, Payload* payload) {
  const SegmentKind kind = payload->segment;
  if (kind == SegmentKind::kRecord) {
    deliver_record(id, *payload);
  } else if (kind == SegmentKind::kAccept) {
    accept(id, *payload);
  } else {
    deliver_end(id, *payload);
  }
  world_.payloads().release(payload);
}

void Streams::deliver_record(const EndId& id, const Payload& payload) {
  Connection& connection = connections_[id.slot];
  StreamEnd& end = connection.ends[id.side];
  end.consumed += payload.size;
  if (end.consumed >= kWindow / 2) send_credit(id);
  ++world_.counts().deliveries;
  world_.note_arrival(TraceKind::kRecord, end.node, connection.ends[1 - id.side].node, payload, id.channel());
  end.handler->on_record(payload.bytes());
}

void Streams::send_credit(const EndId& id) {
  Connection& connection = connections_[id.slot];
  StreamEnd& end = connection.ends[id.side];
  const StreamEnd& far = connection.ends[1 - id.side];
  if (connection.orphaned()) return;
  if (!may_pass(connection, id.side)) return stall(id);
  Event event = event_for(EventKind::kCredit, id.other());
  event.c = end.consumed;
  end.consumed = 0;
  world_.send(end.node, far.node, world_.now() + latency(end.node, far.node), event);
}

void Streams::on_credit(const EndId& id, std::uint32_t amount) {
  Connection& connection = connections_[id.slot];
  StreamEnd& end = connection.ends[id.side];
  end.unacked -= std::min(amount, end.unacked);
  pump(id);  // May free the connection, but not where the program still takes callbacks.
  if (!end.takes_callbacks() || !end.drain_due || end.unsent > 0) return;
  end.drain_due = false;
  world_.note(TraceKind::kDrained, end.node, connection.ends[1 - id.side].node, {}, id.channel());
  if (end.handler != nullptr) end.handler->on_drained();
}

void Streams::pause_reading(const EndId& id) {
  StreamEnd* end = find_end(id);
  if (end != nullptr) end->reading_paused = true;
}

void Streams::resume_reading(const EndId& id) {
  StreamEnd* end = find_end(id);
  if (end == nullptr || !end->takes_callbacks()) return;
  end->reading_paused = false;
  schedule_read(id);
}

void Streams::schedule_read(const EndId& id) {
  StreamEnd& end = *find_end(id);
  if (end.read_scheduled || end.unread.empty()) return;
  end.read_scheduled = true;
  world_.push(Duration::zero(), event_for(EventKind::kRead, id));
}

void Streams::on_read(const EndId& id) {
  StreamEnd& end = *find_end(id);
  end.read_scheduled = false;
  if (!end.takes_callbacks() || end.unread.empty() || end.handler == nullptr) return;
  if (end.reading_paused && end.unread.front()->segment == SegmentKind::kRecord) return;
  Payload* payload = end.unread.pop();
  schedule_read(id);
  give(id, payload);
}

}  // namespace parley::sim
