#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

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

/// The registry, as a place where faults inject.
struct TheRegistry {
  auto operator<=>(const TheRegistry&) const = default;
};
using NodeRef = std::variant<TheRegistry, PersonId, ClientId>;

/// Some of the cast under one name, which stands wherever theirs may.
struct Group {
  std::string name;
  std::vector<NodeRef> members;  ///< All people, or all clients.
  bool operator==(const Group&) const = default;
};

/// Whom it lets in: everybody; who was sent something; who was, from that port; likewise, and each sees
/// another port.
enum class NatType : std::uint8_t { kFullCone, kRestricted, kPortRestricted, kSymmetric };

/// A router that those behind it share, from the beginning on.
struct Nat {
  NatType kind = NatType::kFullCone;
  std::vector<NodeRef> nodes;
  std::size_t line = 0;  ///< Where it stands, which does not make it another.
  bool operator==(const Nat& other) const { return kind == other.kind && nodes == other.nodes; }
};

}  // namespace parley::sim::scenario
