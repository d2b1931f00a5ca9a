#include "sim/check/one_host.hpp"

#include <algorithm>

namespace parley::sim::check {

void OneHost::after_turn(const RoomTables& tables) {
  tables.for_each([&](const registry::Room& room) { look(tables, room); });
}

void OneHost::look(const RoomTables& tables, const registry::Room& room) {
  if (room.members.empty()) return;  // no-empty-room says so.
  check_.count();
  const auto present = [](const registry::Member& member) { return member.present; };
  const bool anybody = std::any_of(room.members.begin(), room.members.end(), present);
  if (anybody && !room.members.front().present && !tables.places_held) {
    return check_.fail(room.host().text() + " hosts " + room.name.text() + " and is away");
  }
  const ModelRoom* known = tables.model_exact ? tables.model.rooms.find(room.name) : nullptr;
  if (known == nullptr || known->host() == room.host()) return;
  check_.fail(room.host().text() + " hosts " + room.name.text() + ", where " + known->host().text() +
              " has been longest");
}

}  // namespace parley::sim::check
