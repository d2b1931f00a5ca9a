#pragma once

#include <cstddef>
#include <cstdint>

#include "sim/world/world.hpp"

namespace parley::registry {
class Registry;
}

namespace parley::bench {

/// A simulated world with a registry and so many peers, signed up and logged in through their menus: the
/// object code of the shipping programs. Screens keep no lines, since memory is measured.
class Crowd {
 public:
  explicit Crowd(std::size_t peers);  ///< At least two.

  sim::World& world() { return world_; }
  std::size_t online() const;

  /// Bytes of heap that each peer after the first added, logged in and at the main menu: its node, its
  /// core, its stream, and the registry's share. The first brings what a world has once (pools, tables).
  double bytes_per_peer() const { return bytes_per_peer_; }

 private:
  void start_registry();
  void bring(std::size_t peers);  ///< Until so many are logged in.
  void start_peer(std::size_t number);

  sim::World world_;
  const registry::Registry* registry_ = nullptr;
  double bytes_per_peer_ = 0;
};

}  // namespace parley::bench
