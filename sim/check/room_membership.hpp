#pragma once

#include <vector>

#include "registry/rooms.hpp"
#include "sim/check/check.hpp"
#include "sim/check/reference_model.hpp"

namespace parley::sim::check {

/// What the checks of the registry's rooms compare after a turn: the rooms that the turn may have changed.
/// All rooms are compared where they are few, and now and then where they are many.
struct RoomTables {
  const ReferenceModel& model;
  const registry::Rooms& rooms;
  std::vector<RoomName> changed;  ///< By the model: a room that only the registry knows is found with `all`.
  bool all = false;
  bool model_exact = false;  ///< The model and the registry must agree.
  bool places_held = false;  ///< Members may be away, shortly after a restart.

  /// Calls `look` with each room to compare that exists.
  template <class Look>
  void for_each(const Look& look) const {
    if (all) {
      for (const auto& [number, room] : rooms.in_order()) look(room);
      return;
    }
    for (const RoomName& name : changed) {
      if (const registry::Room* room = rooms.find(name)) look(*room);
    }
  }
};

/// A room has one host: the member who has been in it longest. The host is present if any member is, except
/// after a restart, while their place is held.
class OneHost {
 public:
  explicit OneHost(Findings& findings) : check_("one-host-per-room", findings) {}

  void after_turn(const RoomTables& tables);

  const Check& check() const { return check_; }

 private:
  void look(const RoomTables& tables, const registry::Room& room);

  Check check_;
};

/// The members of a room are the users who joined it and have neither left nor lost their session, in the
/// order in which they came. Each user is in one room at most, and the registry's indices agree with its
/// rooms.
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

/// An empty room is removed at once. After a restart, places are held for kReturnWindow, to the nanosecond; a
/// room with no member back by then is removed.
class NoEmptyRoom {
 public:
  explicit NoEmptyRoom(Findings& findings) : check_("no-empty-room", findings) {}

  void after_turn(const RoomTables& tables);

  /// An instant of the world is over in which the registry was able to act.
  void instant_over(const ReferenceModel& model);

  const Check& check() const { return check_; }

 private:
  Check check_;
};

}  // namespace parley::sim::check
