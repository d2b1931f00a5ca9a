#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <vector>

#include "sim/world/address.hpp"
#include "sim/world/fault_counts.hpp"
#include "sim/world/nat.hpp"

namespace parley::sim {

/// Where packets go: who has which address, and what stands behind which NAT. Each NAT has a network of its
/// own behind it, with addresses from 192.168.0.1 on that nobody outside can reach, and a public address
/// from 203.0.113.1 on. It does not let what comes from inside in again by its public address. IPv6 goes past
/// all NATs.
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
  Addresses& addresses() { return addresses_; }
  const Addresses& addresses() const { return addresses_; }
  Network network_of(NodeId node) const {
    return number(node) < networks_.size() ? networks_[number(node)] : 0;
  }

  Network add_nat(NatKind kind);
  const Nat& nat(Network network) const { return nats_[network - 1]; }

  /// Gives the node other addresses in its own network.
  void move(NodeId node);
  /// Puts it behind a NAT.
  void move_behind(NodeId node, Network network);

  /// Of a socket that is bound to this address, of the target's family. Nothing where nobody has ever had the
  /// target. A sender without an address of that family counts as one that has lost it.
  std::optional<Route> route(const Nat::Inside& from, std::uint32_t bound, const Nat::Remote& to,
                             Instant now);

  /// The socket that gets a datagram which has come to `to`. Nothing where a NAT does not let it in.
  std::optional<Nat::Inside> admit(NodeId node, const Nat::Remote& to, const Nat::Remote& from,
                                   Instant now) const;

  bool is_nat(std::uint32_t address) const { return network_at(address) != 0; }

  /// As a name leads to it: by the `index`-th of those addresses that the asker can use. Those of the family
  /// of the asker's own first address come first.
  std::optional<Host> host_of(NodeId asker, NodeId node, std::size_t index) const;
  std::optional<Host> host_at(NodeId asker, std::uint32_t address) const;

  /// What a host sees as the address of a client that has connected from `port`.
  Nat::Remote seen_from(const Host& host, NodeId client, std::uint16_t port);

 private:
  static constexpr std::uint32_t kPublic = 0xcb007100;  ///< 203.0.113.0

  Network network_of(NodeId node, AddressFamily family) const {
    return family == AddressFamily::kIpv4 ? network_of(node) : 0;
  }
  void forget_mappings(NodeId node);

  /// Behind the NAT that has the address; 0 where none does.
  Network network_at(std::uint32_t address) const {
    return address > kPublic && address - kPublic <= nats_.size() ? address - kPublic : 0;
  }

  Addresses addresses_;
  std::vector<Network> networks_;  ///< By node; may be shorter than they are many.
  std::deque<Nat> nats_;
};

}  // namespace parley::sim
