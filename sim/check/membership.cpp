#include "sim/check/membership.hpp"

#include "registry/registry.hpp"
#include "registry/sessions.hpp"

namespace parley::sim::check {
namespace {

template <class Members>
std::string listed(const Members& members) {
  std::string text;
  for (const auto& member : members) {
    text += (text.empty() ? "" : ", ") + member.user.text() + (member.present ? "" : " (away)");
  }
  return text.empty() ? "nobody" : text;
}

bool same(const registry::Room& room, const ModelRoom& known) {
  if (room.members.size() != known.members.size()) return false;
  for (std::size_t i = 0; i < known.members.size(); ++i) {
    if (!(room.members[i].user == known.members[i].user)) return false;
    if (room.members[i].present != known.members[i].present) return false;
  }
  return true;
}

}  // namespace

void Membership::after_turn(const RoomTables& tables) {
  tables.for_each([&](const registry::Room& room) { look(tables, room); });
  if (!tables.model_exact) return;
  for (const RoomName& name : tables.changed) compare(tables, name);
  if (!tables.all) return;
  for (const auto& [number, room] : tables.rooms.in_order()) compare(tables, room.name);
  for (const auto& [number, room] : tables.model.rooms.in_order()) compare(tables, room.name);
}

void Membership::compare(const RoomTables& tables, const RoomName& name) {
  check_.count();
  const registry::Room* room = tables.rooms.find(name);
  const ModelRoom* known = tables.model.rooms.find(name);
  if (room == nullptr && known == nullptr) return;
  if (known == nullptr) return check_.fail(name.text() + " stands and should be gone");
  if (room == nullptr)
    return check_.fail(name.text() + " is gone, with " + listed(known->members) + " in it");
  if (same(*room, *known)) return;
  check_.fail("in " + name.text() + " are " + listed(room->members) + ", where " + listed(known->members) +
              " should be");
}

void Membership::look(const RoomTables& tables, const registry::Room& room) {
  for (const registry::Member& member : room.members) {
    check_.count();
    const registry::Room* there = tables.rooms.present_in(member.user);
    if (!member.present) {
      if (there == &room)
        check_.fail(member.user.text() + " is away from " + room.name.text() + ", and there");
      continue;
    }
    if (there != &room) check_.fail(member.user.text() + " is a member of more than " + room.name.text());
    if (tables.model.registry->sessions().find(member.user) == nullptr) {
      check_.fail(member.user.text() + " is in " + room.name.text() + " and not online");
    }
  }
}

}  // namespace parley::sim::check
