#pragma once

#include "sim/check/check.hpp"
#include "sim/check/room_tables.hpp"

namespace parley::sim::check {

/// In a room are those who joined it and have neither left nor been ended, in the order in which they came,
/// each in one room at most; and the registry's indices say the same as its rooms.
class Membership {
 public:
  explicit Membership(Findings& findings) : check_("who-is-a-member", findings) {}

  void after_turn(const RoomTables& tables);

  const Check& check() const { return check_; }

 private:
  void compare(const RoomTables& tables, const RoomName& name);
  void look(const RoomTables& tables, const registry::Room& room);

  Check check_;
};

}  // namespace parley::sim::check
