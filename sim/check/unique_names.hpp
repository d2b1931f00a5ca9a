#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>

#include "base/time.hpp"
#include "sim/check/check.hpp"
#include "sim/check/room_tables.hpp"

namespace parley::sim::check {

/// No two rooms have one name, whatever the case, or one port. A new room's port is the one that its maker
/// announced, where that is free and no system port, else one of those kept for rooms; and it never changes.
/// The port of a room that has gone rests: for so long no room has it, unless the registry was started anew.
class UniqueNames {
 public:
  static constexpr Duration kRest = std::chrono::seconds(50);

  explicit UniqueNames(Findings& findings) : check_("unique-names-and-ports", findings) {}

  void after_turn(const RoomTables& tables);

  const Check& check() const { return check_; }

 private:
  void look(const RoomTables& tables, const registry::Room& room);
  void note_gone(const RoomTables& tables);
  void check_rested(const RoomTables& tables, const registry::Room& room);

  /// When a room had gone, by the registry's clock: between the two.
  struct Gone {
    Instant after;
    Instant before;
  };

  std::map<std::uint64_t, std::uint16_t> ports_;  ///< By the room's number.
  std::map<std::uint16_t, Gone> gone_;            ///< By the port.
  Instant loaded_at_{};                           ///< The registry that these are of.
  std::optional<Instant> unseen_since_;           ///< From here on not all changes were looked at.
  Check check_;
};

}  // namespace parley::sim::check
