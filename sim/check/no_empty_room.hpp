#pragma once

#include "sim/check/check.hpp"
#include "sim/check/room_tables.hpp"

namespace parley::sim::check {

/// A room that nobody is in is gone at once; one whose members' places are held after a restart, as soon as
/// the time is over for which they are, to the nanosecond.
class NoEmptyRoom {
 public:
  explicit NoEmptyRoom(Findings& findings) : check_("no-empty-room", findings) {}

  void after_turn(const RoomTables& tables);

  /// An instant of the world is over, and the registry could act in it.
  void instant_over(const ReferenceModel& model);

  const Check& check() const { return check_; }

 private:
  Check check_;
};

}  // namespace parley::sim::check
