#include "sim/world/router.hpp"

#include "base/check.hpp"

namespace parley::sim {

Router::Network Router::add_nat(NatKind kind) {
  const auto network = static_cast<Network>(nats_.size() + 1);
  PARLEY_CHECK(network < 0xff);
  nats_.emplace_back(kind, kPublic + network);
  addresses_.begin_network();
  return network;
}

std::uint32_t Router::move_to(NodeId node, Network network) {
  const Network before = network_of(node);
  if (before != 0) nats_[before - 1].forget(node);
  if (network != 0 && networks_.size() <= number(node)) networks_.resize(number(node) + 1);
  if (number(node) < networks_.size()) networks_[number(node)] = network;
  return network == 0 ? addresses_.move(node) : addresses_.move_privately(node);
}

std::optional<Router::Route> Router::route(const Nat::Inside& from, const Nat::Remote& to, Instant now) {
  const Network home = network_of(from.node);
  const auto holder = addresses_.holder(to.address);
  const Network beyond = holder ? 0 : network_at(to.address);
  if (!holder && beyond == 0) return std::nullopt;
  if (holder && !holder->still) return Route{DropReason::kOldAddress, holder->node};
  const Network there = holder ? network_of(holder->node) : 0;
  Route route{DropReason::kNone, from.node, {address_of(from.node), from.port}};
  if (holder) route.node = holder->node;
  if (there != 0 && there != home)
    route.loss = DropReason::kNat;  // Private addresses lead nowhere from outside.
  if (beyond != 0 && beyond == home) route.loss = DropReason::kNat;
  if (route.loss == DropReason::kNone && home != 0 && there != home) {
    // It goes out, and leaves its trace in the own NAT's table whatever awaits it outside.
    const auto port = nats_[home - 1].translate_out(from, to, now);
    if (!port) return Route{DropReason::kNat, route.node};
    route.source = {nats_[home - 1].address(), *port};
    route.translated = true;
  }
  if (beyond == 0) return route;
  const auto inside = nats_[beyond - 1].behind(to.port, now);
  if (!inside) return Route{DropReason::kNat, from.node};
  route.node = inside->node;
  return route;
}

std::optional<Nat::Inside> Router::admit(NodeId node, const Nat::Remote& to, const Nat::Remote& from,
                                         Instant now) const {
  const Network network = network_at(to.address);
  if (network == 0) return Nat::Inside{node, to.port};
  const auto inside = nat(network).translate_in(to.port, from, now);
  return inside && inside->node == node ? inside : std::nullopt;
}

Router::Host Router::host_of(NodeId asker, NodeId node) const {
  const Network there = network_of(node);
  if (there == 0 || there == network_of(asker)) return {node, address_of(node), true};
  return {node, nat(there).address(), false};
}

std::optional<Router::Host> Router::host_at(NodeId asker, std::uint32_t address) const {
  if (network_at(address) != 0) return Host{asker, address, false};
  const auto holder = addresses_.holder(address);
  if (!holder) return std::nullopt;
  const bool answers = holder->still && host_of(asker, holder->node).answers;
  return Host{holder->node, address, answers};
}

Nat::Remote Router::seen_from(const Host& host, NodeId client, std::uint16_t port) {
  const Network home = network_of(client);
  if (home == 0 || home == network_of(host.node)) return {address_of(client), port};
  return {nat(home).address(), nats_[home - 1].next_tcp_port()};
}

}  // namespace parley::sim
