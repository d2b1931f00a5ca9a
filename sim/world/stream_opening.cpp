#include <algorithm>

#include "base/limits.hpp"
#include "sim/world/address.hpp"
#include "sim/world/node.hpp"
#include "sim/world/random.hpp"
#include "sim/world/sim_network.hpp"
#include "sim/world/streams.hpp"
#include "sim/world/world.hpp"

/// How a stream comes to stand: the client's packet to the server's machine (one way), the answer and
/// the server's part of the handshake (three ways more), the client's last word, which makes it the
/// server's (a fifth).
namespace parley::sim {
namespace {

constexpr std::uint16_t kFirstClientPort = 49'152;
constexpr std::uint16_t kClientPorts = 16'384;

}  // namespace

Connection* Streams::find(const EndId& id) { return connections_.find(id); }

StreamEnd* Streams::find_end(const EndId& id) {
  Connection* connection = find(id);
  return connection == nullptr ? nullptr : &connection->ends[id.side];
}

Endpoint Streams::remote(const EndId& id, const Nat::Remote& first) {
  const Connection* connection = find(id);
  if (connection == nullptr || !connection->linked) return endpoint_of(first.address, first.port);
  const StreamEnd& far = connection->ends[1 - id.side];
  return endpoint_of(far.address, far.port);
}

Event Streams::event_for(EventKind kind, const EndId& id) {
  Event event{.kind = kind, .side = id.side, .node = connections_[id.slot].ends[id.side].node};
  event.a = id.slot;
  event.b = id.generation;
  return event;
}

Duration Streams::latency(NodeId from, NodeId to, std::size_t size) {
  return world_.links().stream_latency(from, to, size, world_.now(), world_.node(from).rng());
}

void Streams::free_if_over(std::uint32_t slot) {
  Connection& connection = connections_[slot];
  if (connection.ends[0].takes_callbacks() || connection.ends[1].takes_callbacks()) return;
  discard(connection.ends[0]);
  discard(connection.ends[1]);
  connections_.free(slot);
}

std::unique_ptr<Stream> Streams::connect(NodeId node, const HostPort& target, StreamHandler& handler) {
  const EndId id = connections_.allocate();
  const auto found = resolve(node, target.host);
  Connection& connection = connections_[id.slot];
  StreamEnd& client = connection.ends[0];
  client.handler = &handler;
  client.node = node;
  client.state = EndState::kConnecting;
  client.port = static_cast<std::uint16_t>(kFirstClientPort + next_port_[number(node)]++ % kClientPorts);
  if (!found) {
    Event event = event_for(EventKind::kConnectFail, id);
    event.c = static_cast<std::uint32_t>(Failure::kNoSuchHost);
    world_.push(latency(node, node), event);
    return std::make_unique<SimStream>(*this, id, Nat::Remote{kAnyV4, target.port});
  }
  StreamEnd& server = connection.ends[1];
  server.node = found->node;
  server.port = target.port;
  connection.by_name = world_.find_node(target.host) != nullptr;
  aim_at(connection, *found);
  connections_.link(id.slot);
  send_syn(id);
  Event deadline = event_for(EventKind::kConnectDeadline, id);
  world_.push(limits::kHandshakeTimeout, deadline);
  return std::make_unique<SimStream>(*this, id, Nat::Remote{found->address, target.port});
}

/// Which of the server's addresses is tried, and what the server sees as the client's.
void Streams::aim_at(Connection& connection, const Router::Host& host) {
  StreamEnd& client = connection.ends[0];
  connection.ends[1].address = host.address;
  client.address = loopback_of(family_of(host.address));
  if (!is_loopback(host.address)) {
    const Nat::Remote seen = world_.router().seen_from(host, client.node, client.port);
    client.address = seen.address;
    client.port = seen.port;
  }
  if (host.answers) return;
  ++world_.faults().unreachable;
  client.orphaned = true;  // What it sends gets nowhere, so that it waits for its deadline.
}

/// A host that is known by its name may listen on another of its addresses.
bool Streams::try_next_address(const EndId& id) {
  Connection& connection = connections_[id.slot];
  if (!connection.by_name) return false;
  const auto next =
      world_.router().host_of(connection.ends[0].node, connection.ends[1].node, ++connection.refusals);
  if (!next) return false;
  aim_at(connection, *next);
  send_syn(id);
  return true;
}

std::optional<Router::Host> Streams::resolve(NodeId node, const std::string& host) {
  if (const Node* named = world_.find_node(host)) return world_.router().host_of(node, named->id(), 0);
  if (host == "localhost") return Router::Host{node, kLoopbackV4, true};
  const auto address = IpAddress::parse(host);
  const auto known = address ? number_of(*address) : std::nullopt;
  if (!known) return std::nullopt;
  if (is_any(*known)) return Router::Host{node, loopback_of(family_of(*known)), true};
  if (is_loopback(*known)) return Router::Host{node, *known, true};
  return world_.router().host_at(node, *known);
}

void Streams::send_syn(const EndId& client) {
  Connection& connection = connections_[client.slot];
  const NodeId from = connection.ends[0].node;
  const NodeId to = connection.ends[1].node;
  connection.syn_stalled = !may_pass(connection, 0);
  if (connection.syn_stalled) return connections_.note_stalled(client.slot);
  Event event = event_for(EventKind::kConnectArrive, client);
  event.node = to;
  connection.asked = world_.now();
  world_.send(from, to, world_.now() + latency(from, to), event);
}

void Streams::on_connect_arrive(const EndId& client) {
  Connection& connection = connections_[client.slot];
  const StreamEnd& server = connection.ends[1];
  const NodeId asker = connection.ends[0].node;
  world_.note_handshake(TraceKind::kConnect, server.node, asker, client.channel(), connection.asked);
  connection.syn_stalled =
      world_.node(server.node).gone() || !may_pass(connection, 0) || !may_pass(connection, 1);
  if (connection.syn_stalled) return connections_.note_stalled(client.slot);
  connection.asked = world_.now();
  const StreamEnd& from = connection.ends[0];
  const SimListener* listener = listeners_.find(server.node, server.address, server.port);
  if (listener == nullptr || !listener->handler().admits(endpoint_of(from.address, from.port))) {
    Event event = event_for(EventKind::kConnectFail, client);
    event.c = static_cast<std::uint32_t>(Failure::kRefused);
    world_.send(server.node, asker, world_.now() + latency(server.node, asker), event);
    return;
  }
  Duration way = latency(server.node, asker);
  way += latency(asker, server.node);
  connection.asked = world_.now() + way;
  way += latency(server.node, asker);
  world_.send(server.node, asker, world_.now() + way, event_for(EventKind::kOpen, client));
}

void Streams::on_open(const EndId& id) {
  Connection& connection = connections_[id.slot];
  StreamEnd& client = connection.ends[0];
  if (client.state != EndState::kConnecting || client.orphaned) return;
  Node& server = world_.node(connection.ends[1].node);
  if (world_.node(client.node).network().authority_required() && !server.certified()) {
    return fail(id, Failure::kUntrusted);
  }
  client.state = EndState::kOpen;
  connection.ends[1].state = EndState::kConnecting;
  client.outgoing.push_front(world_.payloads().take({}, SegmentKind::kAccept));
  pump(id);
  if (client.drain_due) world_.push(Duration::zero(), event_for(EventKind::kCredit, id));
  world_.note_handshake(TraceKind::kOpened, client.node, connection.ends[1].node, id.channel(),
                        connection.asked);
  client.handler->on_open({server.key_fingerprint(), server.certified()});
}

ChannelId Streams::channel(const EndId& id) const { return {scramble(world_.seed()), id.channel()}; }

void Streams::fail(const EndId& id, Failure failure) {
  static constexpr const char* kReasons[] = {"the connection was refused: nobody listens there",
                                             "no such host", "the host did not answer in time",
                                             "its certificate is not from an authority that we trust"};
  StreamEnd& client = connections_[id.slot].ends[0];
  if (client.state != EndState::kConnecting) return;
  if (failure == Failure::kRefused && (client.orphaned || try_next_address(id))) return;
  StreamHandler* handler = client.handler;
  const Instant sent = failure == Failure::kRefused ? connections_[id.slot].asked : world_.now();
  world_.note_handshake(TraceKind::kConnectFailed, client.node, connections_[id.slot].ends[1].node,
                        id.channel(), sent);
  client.state = EndState::kDead;
  free_if_over(id.slot);
  handler->on_close(failure == Failure::kUntrusted ? CloseCause::kUntrusted : CloseCause::kUnreachable,
                    kReasons[static_cast<std::size_t>(failure)]);
}

void Streams::accept(const EndId& id, const Payload& word) {
  Connection& connection = connections_[id.slot];
  StreamEnd& end = connection.ends[1];
  SimListener* listener = listeners_.find(end.node, end.address, end.port);
  if (end.state != EndState::kConnecting) return;
  end.state = EndState::kOpen;
  if (listener == nullptr) return end_with(id, SegmentKind::kBreak);
  const StreamEnd& client = connection.ends[0];
  world_.note_arrival(TraceKind::kAccepted, end.node, client.node, word, id.channel());
  listener->handler().on_accept(
      std::make_unique<SimStream>(*this, id, Nat::Remote{client.address, client.port}));
}

}  // namespace parley::sim
