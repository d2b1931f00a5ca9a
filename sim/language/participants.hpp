#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/time.hpp"
#include "wire/framing.hpp"

namespace parley::sim::scenario {

/// Someone who sits at a peer's screen.
struct Person {
  std::string name;
  wire::Dialect dialect = wire::Dialect::kV2;
  std::string password;         ///< Typed where a step says no other.
  std::uint16_t peer_port = 0;  ///< Likewise.
  bool operator==(const Person&) const = default;
};

/// A connection whose bytes the scenario itself writes.
struct Client {
  std::string name;
  bool operator==(const Client&) const = default;
};

/// The position of a person in Scenario::people.
struct PersonId {
  std::size_t index = 0;
  auto operator<=>(const PersonId&) const = default;
};

/// The position of a client in Scenario::clients.
struct ClientId {
  std::size_t index = 0;
  auto operator<=>(const ClientId&) const = default;
};

/// The registry, as a node that faults befall.
struct TheRegistry {
  auto operator<=>(const TheRegistry&) const = default;
};
using NodeRef = std::variant<TheRegistry, PersonId, ClientId>;

/// Whom a fault befalls.
using Nodes = std::vector<NodeRef>;

/// After it the fault ends by itself; else it lasts until a statement ends it, or the play does.
using ForTime = std::optional<Duration>;

/// Which transmissions: from each of some nodes to each of others; both empty: all.
struct Paths {
  Nodes from;
  Nodes to;
  bool everywhere() const { return from.empty() && to.empty(); }
  bool operator==(const Paths&) const = default;
};

/// Some of the cast under one name, which stands wherever theirs may.
struct Group {
  std::string name;
  std::vector<NodeRef> members;  ///< All people, or all clients.
  bool operator==(const Group&) const = default;
};

/// Which packets it lets in: all; those from addresses that it has sent to; from addresses and ports that it
/// has sent to; the same, and each remote endpoint sees another public port.
enum class NatType : std::uint8_t { kFullCone, kRestricted, kPortRestricted, kSymmetric };

/// A router that those behind it share, from the beginning on.
struct Nat {
  NatType kind = NatType::kFullCone;
  std::vector<NodeRef> nodes;
  std::size_t line = 0;  ///< Where it stands, which does not make it another.
  bool operator==(const Nat& other) const { return kind == other.kind && nodes == other.nodes; }
};

enum class AddressFamily : std::uint8_t { kIpv4, kIpv6 };

/// The addresses that machines have from the beginning on, the preferred one first; else one of IPv4.
struct MachineAddresses {
  std::vector<AddressFamily> families;
  Nodes nodes;
  std::size_t line = 0;  ///< As a NAT's.
  bool operator==(const MachineAddresses& other) const {
    return families == other.families && nodes == other.nodes;
  }
};

}  // namespace parley::sim::scenario
