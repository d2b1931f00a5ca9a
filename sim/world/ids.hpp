#pragma once

#include <cstdint>

namespace parley::sim {

/// A node's number in its world: 0, 1, 2 ... in the order of World::add_node().
enum class NodeId : std::uint32_t {};

constexpr std::uint32_t number(NodeId id) { return static_cast<std::uint32_t>(id); }

}  // namespace parley::sim
