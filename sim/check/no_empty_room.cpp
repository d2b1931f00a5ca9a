#include "sim/check/no_empty_room.hpp"

#include <algorithm>

#include "sim/check/limits.hpp"

namespace parley::sim::check {

void NoEmptyRoom::after_turn(const RoomTables& tables) {
  tables.for_each([&](const registry::Room& room) {
    check_.count();
    const auto present = [](const registry::Member& member) { return member.present; };
    const bool anybody = std::any_of(room.members.begin(), room.members.end(), present);
    if (anybody || (tables.places_held && !room.members.empty())) return;
    check_.fail("nobody is in " + room.name.text());
  });
}

void NoEmptyRoom::instant_over(const ReferenceModel& model) {
  if (!model.rooms.anybody_absent()) return;
  check_.count();
  if (model.now - model.loaded_at < kReturnWindow) return;
  check_.fail("places are held for people who have not come back in time");
}

}  // namespace parley::sim::check
