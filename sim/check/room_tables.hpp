#pragma once

#include <vector>

#include "registry/rooms.hpp"
#include "sim/check/reference_model.hpp"

namespace parley::sim::check {

/// What a check of the registry's rooms looks at after a turn: the rooms that the turn may have changed, or
/// all of them where that is cheap, and now and then where it is not.
struct RoomTables {
  const ReferenceModel& model;
  const registry::Rooms& rooms;
  std::vector<RoomName> changed;  ///< By the model. Rooms of the registry alone are seen with `all`.
  bool all = false;
  bool model_exact = false;  ///< Whether the model must agree.
  bool places_held = false;  ///< Members may be away: it is not long since a restart.

  /// Calls `look` with each room that is to be looked at and stands.
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

}  // namespace parley::sim::check
