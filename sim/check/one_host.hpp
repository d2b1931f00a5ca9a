#pragma once

#include "sim/check/check.hpp"
#include "sim/check/room_tables.hpp"

namespace parley::sim::check {

/// A room has one host: the member who has been in it longest. He is there wherever anybody is, but for the
/// time after a restart in which his place is held.
class OneHost {
 public:
  explicit OneHost(Findings& findings) : check_("one-host-per-room", findings) {}

  void after_turn(const RoomTables& tables);

  const Check& check() const { return check_; }

 private:
  void look(const RoomTables& tables, const registry::Room& room);

  Check check_;
};

}  // namespace parley::sim::check
