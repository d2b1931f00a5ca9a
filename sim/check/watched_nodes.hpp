#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/time.hpp"

namespace parley::sim {
class Node;
class World;
}  // namespace parley::sim

namespace parley::sim::check {

/// What is watched: the node whose program is a RegistryProgram while one runs, and those that run a
/// PeerProgram. Other nodes of the world may do as they like: they count as strangers who write raw bytes.
struct WatchedNodes {
  World& world;
  Node& registry;
  std::vector<Node*> people;
};

/// Something that must never be.
struct Violation {
  std::string check;  ///< The name of what was broken: `one-host-per-room`.
  std::string what;   ///< In words, for a person.
  Instant at{};
};

/// How often a check was really made: one that never was proves nothing.
struct Tally {
  std::string_view check;
  std::uint64_t evaluated = 0;
};

/// How often a rare state was visited: one that never was is not tested.
using MarkCount = std::pair<std::string_view, std::uint64_t>;

}  // namespace parley::sim::check
