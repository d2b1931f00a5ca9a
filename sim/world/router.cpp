#include "sim/world/router.hpp"

#include <algorithm>

#include "base/check.hpp"

namespace parley::sim {

Router::Network Router::add_nat(NatKind kind) {
  const auto network = static_cast<Network>(nats_.size() + 1);
  PARLEY_CHECK(network < 0xff);
  nats_.emplace_back(kind, kPublic + network);
  addresses_.begin_network();
  return network;
}

void Router::move(NodeId node) {
  forget_mappings(node);
  network_of(node) == 0 ? addresses_.move(node) : addresses_.move_privately(node);
}

void Router::move_behind(NodeId node, Network network) {
  forget_mappings(node);
  if (networks_.size() <= number(node)) networks_.resize(number(node) + 1);
  networks_[number(node)] = network;
  addresses_.enter_private(node);
}

void Router::forget_mappings(NodeId node) {
  if (const Network network = network_of(node); network != 0) nats_[network - 1].forget(node);
}

std::optional<Router::Route> Router::route(const Nat::Inside& from, std::uint32_t bound,
                                           const Nat::Remote& to, Instant now) {
  const AddressFamily family = family_of(to.address);
  const auto source = is_any(bound) ? addresses_.source(from.node, family) : std::optional(bound);
  const Network home = network_of(from.node, family);
  const auto holder = addresses_.holder(to.address);
  const Network beyond = holder ? 0 : network_at(to.address);
  if (!holder && beyond == 0) return std::nullopt;
  if (!source) return Route{DropReason::kOldAddress, holder ? holder->node : from.node};
  if (holder && !holder->still) return Route{DropReason::kOldAddress, holder->node};
  const Network there = holder ? network_of(holder->node, family) : 0;
  Route route{DropReason::kNone, from.node, {*source, from.port}};
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

std::optional<Router::Host> Router::host_of(NodeId asker, NodeId node, std::size_t index) const {
  std::vector<std::uint32_t> all = addresses_.all_of(node);
  std::erase_if(all, [&](std::uint32_t address) { return !addresses_.source(asker, family_of(address)); });
  const AddressFamily preferred = family_of(addresses_.of(asker));
  std::stable_partition(all.begin(), all.end(),
                        [&](std::uint32_t address) { return family_of(address) == preferred; });
  if (index >= all.size()) return std::nullopt;
  const Network there = network_of(node, family_of(all[index]));
  if (there == 0 || there == network_of(asker)) return Host{node, all[index], true};
  return Host{node, nat(there).address(), false};
}

std::optional<Router::Host> Router::host_at(NodeId asker, std::uint32_t address) const {
  if (network_at(address) != 0) return Host{asker, address, false};
  const auto holder = addresses_.holder(address);
  if (!holder || !addresses_.source(asker, family_of(address))) return std::nullopt;
  const Network there = network_of(holder->node, family_of(address));
  const bool answers = holder->still && (there == 0 || there == network_of(asker));
  return Host{holder->node, address, answers};
}

Nat::Remote Router::seen_from(const Host& host, NodeId client, std::uint16_t port) {
  const AddressFamily family = family_of(host.address);
  const Network home = network_of(client, family);
  if (home == 0 || home == network_of(host.node)) {
    return {addresses_.source(client, family).value_or(kAnyV4), port};
  }
  return {nat(home).address(), nats_[home - 1].next_tcp_port()};
}

}  // namespace parley::sim
