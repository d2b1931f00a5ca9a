#include "sim/check/room_membership.hpp"

#include <algorithm>

#include "registry/registry.hpp"
#include "registry/sessions.hpp"
#include "sim/check/limits.hpp"

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

void OneHost::after_turn(const RoomTables& tables) {
  tables.for_each([&](const registry::Room& room) { look(tables, room); });
}

void OneHost::look(const RoomTables& tables, const registry::Room& room) {
  if (room.members.empty()) return;  // The check no-empty-room reports it.
  check_.count();
  const auto present = [](const registry::Member& member) { return member.present; };
  const bool anybody = std::any_of(room.members.begin(), room.members.end(), present);
  if (anybody && !room.members.front().present && !tables.places_held) {
    return check_.fail(room.host().text() + " hosts " + room.name.text() +
                       " but is away, while other members are present");
  }
  const ModelRoom* known = tables.model_exact ? tables.model.rooms.find(room.name) : nullptr;
  if (known == nullptr || known->host() == room.host()) return;
  check_.fail(room.host().text() + " hosts " + room.name.text() + ", but " + known->host().text() +
              " has been in it longest");
}

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
  if (known == nullptr) return check_.fail(name.text() + " still exists, but everybody has left it");
  if (room == nullptr)
    return check_.fail(name.text() + " does not exist, but " + listed(known->members) + " should be in it");
  if (same(*room, *known)) return;
  check_.fail(name.text() + " has the members " + listed(room->members) + ", but should have " +
              listed(known->members));
}

void Membership::look(const RoomTables& tables, const registry::Room& room) {
  for (const registry::Member& member : room.members) {
    check_.count();
    const registry::Room* there = tables.rooms.present_in(member.user);
    if (!member.present) {
      if (there == &room)
        check_.fail(member.user.text() + " is marked as away from " + room.name.text() +
                    " and indexed as present in it");
      continue;
    }
    if (there != &room)
      check_.fail(member.user.text() + " is a member of other rooms than " + room.name.text());
    if (tables.model.registry->sessions().find(member.user) == nullptr) {
      check_.fail(member.user.text() + " is in " + room.name.text() + " but not online");
    }
  }
}

void NoEmptyRoom::after_turn(const RoomTables& tables) {
  tables.for_each([&](const registry::Room& room) {
    check_.count();
    const auto present = [](const registry::Member& member) { return member.present; };
    const bool anybody = std::any_of(room.members.begin(), room.members.end(), present);
    if (anybody || (tables.places_held && !room.members.empty())) return;
    check_.fail("nobody is present in " + room.name.text() + ", which should have been removed");
  });
}

void NoEmptyRoom::instant_over(const ReferenceModel& model) {
  if (!model.rooms.anybody_absent()) return;
  check_.count();
  if (model.now - model.loaded_at < kReturnWindow) return;
  check_.fail("places in rooms are still held after the return window");
}

}  // namespace parley::sim::check
