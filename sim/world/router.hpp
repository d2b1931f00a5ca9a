#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <vector>

#include "sim/world/addresses.hpp"
#include "sim/world/fault_counts.hpp"
#include "sim/world/nat.hpp"

namespace parley::sim {

/// Where packets go: who has which address, and what stands behind which NAT. Each NAT has a network of its
/// own behind it, with addresses from 192.168.0.1 on that nobody outside can reach, and a public address
/// from 203.0.113.1 on. It does not let what comes from inside in again by its public address.
class Router {
 public:
  /// Which network a node is in: 0 is the public one, n the one behind the n-th NAT.
  using Network = std::uint32_t;

  /// Whom a datagram goes to and whose address it shows as its sender's; or why it gets nowhere, and then
  /// whose it would have been, as far as that is known.
  struct Route {
    DropReason loss = DropReason::kNone;
    NodeId node{};
    Nat::Remote source{};
    bool translated = false;  ///< A NAT put its own address in place of the sender's.
  };

  /// Whom a stream's first packet goes to.
  struct Host {
    NodeId node;
    std::uint32_t address;
    bool answers;  ///< Whether anybody is there, and gets it.
  };

  void add_node() { addresses_.add_node(); }
  std::uint32_t address_of(NodeId node) const { return addresses_.of(node); }
  Network network_of(NodeId node) const {
    return number(node) < networks_.size() ? networks_[number(node)] : 0;
  }

  Network add_nat(NatKind kind);
  const Nat& nat(Network network) const { return nats_[network - 1]; }

  /// Gives the node another address, in its own network or in the one that it is put into.
  std::uint32_t move(NodeId node) { return move_to(node, network_of(node)); }
  std::uint32_t move_to(NodeId node, Network network);

  /// Nothing where nobody has ever had the address.
  std::optional<Route> route(const Nat::Inside& from, const Nat::Remote& to, Instant now);

  /// The socket that gets a datagram which has come to `to`. Nothing where a NAT does not let it in.
  std::optional<Nat::Inside> admit(NodeId node, const Nat::Remote& to, const Nat::Remote& from,
                                   Instant now) const;

  bool is_nat(std::uint32_t address) const { return network_at(address) != 0; }

  Host host_of(NodeId asker, NodeId node) const;  ///< As a name leads to it.
  std::optional<Host> host_at(NodeId asker, std::uint32_t address) const;

  /// What a host sees as the address of a client that has connected from `port`.
  Nat::Remote seen_from(const Host& host, NodeId client, std::uint16_t port);

 private:
  static constexpr std::uint32_t kPublic = 0xcb007100;  ///< 203.0.113.0

  /// Behind the NAT that has the address; 0 where none does.
  Network network_at(std::uint32_t address) const {
    return address > kPublic && address - kPublic <= nats_.size() ? address - kPublic : 0;
  }

  Addresses addresses_;
  std::vector<Network> networks_;  ///< By node; may be shorter than they are many.
  std::deque<Nat> nats_;
};

}  // namespace parley::sim
