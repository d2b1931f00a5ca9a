#include "sim/check/room_identity.hpp"

#include <algorithm>
#include <set>
#include <string>

namespace parley::sim::check {
namespace {

constexpr std::uint16_t kFirstUserPort = 1024;
constexpr std::uint16_t kFirstRoomPort = 20'000;
constexpr std::uint16_t kLastRoomPort = 29'999;

std::string lowered(std::string text) {
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return text;
}

std::vector<UserName> members_of(const registry::Room& room) {
  std::vector<UserName> members;
  for (const registry::Member& member : room.members) members.push_back(member.user);
  return members;
}

}  // namespace

void UniqueNames::after_turn(const RoomTables& tables) {
  if (tables.all) {
    note_gone(tables);
  } else if (!unseen_since_) {
    unseen_since_ = tables.model.now;
  }
  for (const auto& [number, room] : tables.rooms.awaited()) look(tables, room);
  tables.for_each([&](const registry::Room& room) { look(tables, room); });
  if (!tables.all) return;
  std::set<std::string> names;
  std::set<std::uint16_t> ports;
  for (const auto& [number, room] : tables.rooms.in_order()) {
    check_.count();
    if (!names.insert(lowered(room.name.text())).second) {
      check_.fail("two rooms have the name " + room.name.text());
    }
    if (!ports.insert(room.port).second) {
      check_.fail("two rooms have port " + std::to_string(room.port));
    }
  }
}

void UniqueNames::note_gone(const RoomTables& tables) {
  const bool anew = loaded_at_ != tables.model.loaded_at;
  if (anew) gone_.clear();
  loaded_at_ = tables.model.loaded_at;
  const Instant now = tables.model.now;
  std::erase_if(gone_, [&](const auto& entry) { return now - entry.second.before >= kRest; });
  std::erase_if(ports_, [&](const auto& entry) {
    if (tables.rooms.in_order().contains(entry.first) || tables.rooms.awaited().contains(entry.first)) {
      return false;
    }
    if (!anew) gone_.insert_or_assign(entry.second, Gone{unseen_since_.value_or(now), now});
    return true;
  });
  unseen_since_.reset();
}

void UniqueNames::look(const RoomTables& tables, const registry::Room& room) {
  check_.count();
  const auto [at, fresh] = ports_.try_emplace(room.number, room.port);
  if (!fresh) {
    if (at->second == room.port) return;
    return check_.fail(room.name.text() + "'s port changed from " + std::to_string(at->second) + " to " +
                       std::to_string(room.port));
  }
  check_rested(tables, room);
  const UserName& first = room.members.empty() ? room.newcomers.front().user : room.host();
  const ModelUser* creator = tables.model.online.find(first);
  if (!tables.model_exact || creator == nullptr || creator->port == room.port) return;
  const bool of_the_pool = room.port >= kFirstRoomPort && room.port <= kLastRoomPort;
  if (!of_the_pool) {
    check_.fail(room.name.text() + " has port " + std::to_string(room.port) +
                ", which is neither its creator's nor one kept for rooms");
  }
  if (creator->port < kFirstUserPort || gone_.contains(creator->port)) return;
  for (const auto& [number, port] : ports_) {
    if (port == creator->port) return;
  }
  check_.fail(room.name.text() + " has port " + std::to_string(room.port) + ", but its creator announced " +
              std::to_string(creator->port) + ", which is free");
}

void UniqueNames::check_rested(const RoomTables& tables, const registry::Room& room) {
  const auto gone = gone_.find(room.port);
  if (gone == gone_.end() || tables.model.now - gone->second.after >= kRest) return;
  check_.fail(room.name.text() + " has port " + std::to_string(room.port) +
              ", which a removed room had too recently");
}

void Monotonicity::after_turn(const RoomTables& tables) {
  if (of_ != tables.model.registry || loaded_at_ != tables.model.loaded_at) {
    // What the registry loads at its start may be a little older than what it had in memory.
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

/// A member may leave and come back within one turn: the members are then the same, but the version has
/// risen.
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
                (should ? ", but should have risen" : ", although nothing had changed"));
  };
  if (!fresh) {
    rises("version", seen.version, room.version, changed);
    rises("term", seen.term, room.term, passed_on);
  }
  seen = {room.version, room.term, std::move(members)};
}

}  // namespace parley::sim::check
