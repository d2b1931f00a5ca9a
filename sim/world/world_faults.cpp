#include <string>

#include "base/check.hpp"
#include "sim/world/node.hpp"
#include "sim/world/world.hpp"

/// What a scenario does to the network while the world runs.
namespace parley::sim {

void World::note_network(std::string_view words, NodeId node, NodeId from) {
  note(TraceKind::kNetwork, node, from, words);
}

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

void World::move(NodeId node) {
  PARLEY_CHECK(!in_turn());
  router_.move(node);
  tell_move(node, "moves to ");
}

void World::add_nat(NatKind kind, const std::vector<NodeId>& nodes) {
  static constexpr const char* kWords[] = {"full-cone", "restricted", "port-restricted", "symmetric"};
  PARLEY_CHECK(!in_turn());
  const Router::Network network = router_.add_nat(kind);
  const std::string words = "nat " + std::string(kWords[static_cast<std::size_t>(kind)]) + " " +
                            ip_of(router_.nat(network).address()).to_string() + ", inside ";
  for (const NodeId id : nodes) {
    router_.move_behind(id, network);
    tell_move(id, words);
  }
}

void World::tell_move(NodeId id, const std::string& words) {
  std::string all;
  for (const IpAddress& address : node(id).addresses()) {
    (all += all.empty() ? "" : " and ") += address.to_string();
  }
  ++faults().moves;
  note_network(words + all, id, id);
  datagrams_.rejoin_groups(id);
  streams_.orphan_all(id);
}

void World::add_address(NodeId node, AddressFamily family) {
  PARLEY_CHECK(!in_turn());
  const std::uint32_t address = router_.addresses().add(node, family);
  note_network("gains " + ip_of(address).to_string(), node, node);
  datagrams_.rejoin_groups(node);
}

void World::remove_address(NodeId node, const IpAddress& address) {
  PARLEY_CHECK(!in_turn());
  const auto lost = number_of(address);
  if (!lost || is_any(*lost) || !router_.addresses().has(node, *lost)) return;
  router_.addresses().remove(node, *lost);
  note_network("loses " + address.to_string(), node, node);
  datagrams_.rejoin_groups(node);
  streams_.orphan_at(node, *lost);
}

void World::set_addresses(NodeId node, const std::vector<AddressFamily>& families) {
  PARLEY_CHECK(counts().events == 0);
  router_.addresses().set(node, families);
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
