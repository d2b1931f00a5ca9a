#pragma once

#include <cstdint>
#include <map>

#include "sim/check/check.hpp"
#include "sim/check/room_tables.hpp"

namespace parley::sim::check {

/// No two rooms have one name, whatever the case, or one port. A new room's port is the one that its maker
/// announced, where that is free and no system port, else one of those kept for rooms; and it never changes.
class UniqueNames {
 public:
  explicit UniqueNames(Findings& findings) : check_("unique-names-and-ports", findings) {}

  void after_turn(const RoomTables& tables);

  const Check& check() const { return check_; }

 private:
  void look(const RoomTables& tables, const registry::Room& room);

  std::map<std::uint64_t, std::uint16_t> ports_;  ///< By the room's number.
  Check check_;
};

}  // namespace parley::sim::check
