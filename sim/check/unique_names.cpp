#include "sim/check/unique_names.hpp"

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
      check_.fail("two rooms are called " + room.name.text());
    }
    if (!ports.insert(room.port).second) {
      check_.fail("two rooms talk on port " + std::to_string(room.port));
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
    return check_.fail(room.name.text() + " has moved from port " + std::to_string(at->second) + " to " +
                       std::to_string(room.port));
  }
  check_rested(tables, room);
  const UserName& first = room.members.empty() ? room.newcomers.front().user : room.host();
  const ModelUser* maker = tables.model.online.find(first);
  if (!tables.model_exact || maker == nullptr || maker->port == room.port) return;
  const bool of_the_pool = room.port >= kFirstRoomPort && room.port <= kLastRoomPort;
  if (!of_the_pool) {
    check_.fail(room.name.text() + " has port " + std::to_string(room.port) + ", which nobody announced");
  }
  if (maker->port < kFirstUserPort || gone_.contains(maker->port)) return;
  for (const auto& [number, port] : ports_) {
    if (port == maker->port) return;
  }
  check_.fail(room.name.text() + " has port " + std::to_string(room.port) + ", where its maker's " +
              std::to_string(maker->port) + " is free");
}

void UniqueNames::check_rested(const RoomTables& tables, const registry::Room& room) {
  const auto gone = gone_.find(room.port);
  if (gone == gone_.end() || tables.model.now - gone->second.after >= kRest) return;
  check_.fail(room.name.text() + " has port " + std::to_string(room.port) +
              ", on which another room has talked of late");
}

}  // namespace parley::sim::check
