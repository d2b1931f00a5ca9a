#pragma once

#include <bitset>
#include <cstdint>
#include <deque>
#include <optional>

#include "base/time.hpp"
#include "registry/limits.hpp"

namespace parley::registry {

/// The ports of the rooms' chat endpoints: no two rooms have the same, so nobody hears another room. A port
/// that is given back rests before another room has it: those who were in the room may not know yet that it
/// is gone, listen on, and would hear strangers.
class PortPool {
 public:
  explicit PortPool(const RegistryLimits& limits) : limits_(limits), lowest_(limits.first_room_port) {}

  /// `wanted` where it is free and not a system port (below 1024), else the lowest free one of
  /// first_room_port to last_room_port; where none is, that of them which has rested longest; nothing
  /// where those all are taken. `now` never falls from one call to the next.
  std::optional<std::uint16_t> take(std::uint16_t wanted, Instant now);

  void release(std::uint16_t port, Instant now);

 private:
  struct Quarantined {
    std::uint16_t port;
    Instant until;
  };

  bool is_room_port(std::uint16_t port) const;
  void release_due(Instant now);
  std::optional<std::uint16_t> take_quarantined_longest();

  const RegistryLimits& limits_;
  std::bitset<65536> busy_;  ///< Taken, or quarantined.
  std::deque<Quarantined> quarantined_;
  std::uint32_t lowest_;  ///< No room port below it is free.
};

}  // namespace parley::registry
