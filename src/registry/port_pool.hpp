#pragma once

#include <bitset>
#include <cstdint>
#include <optional>

#include "base/limits.hpp"

namespace parley::registry {

/// The ports of the rooms' chat endpoints: no two rooms have the same, so nobody hears another room.
class PortPool {
 public:
  /// `wanted` where it is free and not a system port (below 1024), else the lowest free one of
  /// limits::kFirstRoomPort to kLastRoomPort; nothing where those are all taken.
  std::optional<std::uint16_t> take(std::uint16_t wanted);

  void release(std::uint16_t port);

 private:
  std::bitset<65536> taken_;
  std::uint32_t lowest_ = limits::kFirstRoomPort;  ///< No room port below it is free.
};

}  // namespace parley::registry
