#include <string>

#include "base/check.hpp"
#include "sim/world/node.hpp"
#include "sim/world/world.hpp"

/// What a scenario does to the network while the world runs.
namespace parley::sim {

void World::cut(NodeId a, NodeId b) {
  links().cut(a, b);
  note_network("cut", a, b);
}

void World::mend(NodeId a, NodeId b) {
  links().mend(a, b);
  note_network("mend", a, b);
  streams_.retry_stalled();
}

void World::cut_one_way(NodeId from, NodeId to) {
  links().cut_one_way(from, to);
  note_network("cut-one-way", to, from);
}

void World::mend_one_way(NodeId from, NodeId to) {
  links().mend_one_way(from, to);
  note_network("mend-one-way", to, from);
  streams_.retry_stalled();
}

void World::cut_off(NodeId node) {
  links().cut_off(node);
  note_network("cut-off", node, node);
}

void World::reconnect(NodeId node) {
  links().mend_all(node);
  note_network("reconnect", node, node);
  streams_.retry_stalled();
}

void World::stall_streams(NodeId a, NodeId b) {
  links().stall_streams(a, b);
  note_network("stall-streams", a, b);
}

void World::resume_streams(NodeId a, NodeId b) {
  links().resume_streams(a, b);
  note_network("resume-streams", a, b);
  streams_.retry_stalled();
}

void World::set_link(NodeId from, NodeId to, const LinkTraits& traits) {
  links().set_link(from, to, traits);
  note_network("way", to, from);
}

void World::clear_link(NodeId from, NodeId to) {
  links().clear_link(from, to);
  note_network("clear-way", to, from);
}

void World::set_deaf(NodeId node, bool deaf) {
  links().set_deaf(node, deaf);
  note_network(deaf ? "deaf" : "hears", node, node);
}

void World::clog(NodeId from, NodeId to) {
  links().clog(from, to);
  note_network("clog", to, from);
}

void World::unclog(NodeId from, NodeId to) {
  const bool free = links().unclog(from, to);
  note_network("unclog", to, from);
  if (!free) return;
  const Instant arrival = now() + links().traits().latency_min;
  for (const Event& event : held_.take(from, to)) streams_.push_after(arrival, event);
}

void World::break_streams(NodeId a, NodeId b) {
  note_network("break-streams", a, b);
  streams_.break_between(a, b);
}

void World::half_close(NodeId from, NodeId to) {
  note_network("half-close", to, from);
  streams_.half_close_between(from, to);
}

void World::move(NodeId node) { move_to(node, router_.network_of(node), "moves to "); }

void World::add_nat(NatKind kind, const std::vector<NodeId>& nodes) {
  static constexpr const char* kWords[] = {"full-cone", "restricted", "port-restricted", "symmetric"};
  const Router::Network network = router_.add_nat(kind);
  const std::string words = "nat " + std::string(kWords[static_cast<std::size_t>(kind)]) + " " +
                            IpAddress::v4(router_.nat(network).address()).to_string() + ", inside ";
  for (const NodeId node : nodes) move_to(node, network, words);
}

void World::move_to(NodeId node, Router::Network network, const std::string& words) {
  PARLEY_CHECK(!in_turn());
  const std::uint32_t address = router_.move_to(node, network);
  ++faults().moves;
  note_network(words + IpAddress::v4(address).to_string(), node, node);
  datagrams_.rejoin_groups(node);
  streams_.orphan_all(node);
}

bool World::send(NodeId from, NodeId to, Instant arrival, const Event& event) {
  if (links().is_clogged(from, to)) {
    ++faults().clogged;
    held_.hold(from, to, event);
    return false;
  }
  queue().push(arrival, event);
  return true;
}

}  // namespace parley::sim
