#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "wire/framing.hpp"

namespace parley::sim::scenario {

/// Someone who sits at a peer's screen.
struct Person {
  std::string name;
  wire::Dialect dialect = wire::Dialect::kV2;
  std::string password;         ///< Typed where a step says no other.
  std::uint16_t peer_port = 0;  ///< Likewise.
};

/// A connection whose bytes the scenario itself writes.
struct Client {
  std::string name;
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

}  // namespace parley::sim::scenario
