#include "sim/check/monotonicity.hpp"

#include <algorithm>
#include <string>

namespace parley::sim::check {
namespace {

std::vector<UserName> members_of(const registry::Room& room) {
  std::vector<UserName> members;
  for (const registry::Member& member : room.members) members.push_back(member.user);
  return members;
}

}  // namespace

void Monotonicity::after_turn(const RoomTables& tables) {
  if (of_ != tables.model.registry || loaded_at_ != tables.model.loaded_at) {
    // What the registry has read from its disk may be a little older than what it had.
    of_ = tables.model.registry;
    loaded_at_ = tables.model.loaded_at;
    seen_.clear();
  }
  tables.for_each([&](const registry::Room& room) {
    const auto& touched = tables.changed;
    const bool may_be_back = std::find(touched.begin(), touched.end(), room.name) != touched.end();
    if (!room.members.empty()) look(room, may_be_back);
  });
  if (!tables.all) return;
  std::erase_if(seen_, [&](const auto& entry) { return !tables.rooms.in_order().contains(entry.first); });
}

/// Somebody may have left and come back within one turn: then the members are as before, and yet it changed.
void Monotonicity::look(const registry::Room& room, bool may_be_back) {
  check_.count();
  const auto [at, fresh] = seen_.try_emplace(room.number);
  Seen& seen = at->second;
  auto members = members_of(room);
  const bool changed = fresh || seen.members != members;
  const bool passed_on = !fresh && !(seen.members.front() == members.front());
  const std::string name = room.name.text();
  const auto rises = [&](const char* what, std::uint64_t from, std::uint64_t to, bool should) {
    if (should ? to > from : to == from || (may_be_back && to > from)) return;
    check_.fail(name + "'s " + what + " went from " + std::to_string(from) + " to " + std::to_string(to) +
                (should ? ", and should have risen" : ", and nothing had changed"));
  };
  if (!fresh) {
    rises("version", seen.version, room.version, changed);
    rises("term", seen.term, room.term, passed_on);
  }
  seen = {room.version, room.term, std::move(members)};
}

}  // namespace parley::sim::check
