#include "sim/check/durable_state.hpp"

#include <algorithm>
#include <string>

#include "sim/world/disk_vfs.hpp"
#include "sim/world/sim_store.hpp"

namespace parley::sim::check {

DurableState::State DurableState::state_of(const registry::Rooms& rooms, const RoomName& name,
                                           std::uint64_t turn) {
  const registry::Room* room = rooms.find_any(name);
  if (room == nullptr) return {turn, false, 0, {}};
  State state{turn, true, room->port, {}};
  for (const registry::Member& member : room->members) state.members.push_back(member.user);
  for (const registry::Newcomer& newcomer : room->newcomers) state.members.push_back(newcomer.user);
  return state;
}

/// Of the confirmed states, only the last may be on the disk.
void DurableState::forget_before(States& states, std::uint64_t confirmed) {
  const auto later = [&](const State& state) { return state.turn > confirmed; };
  const auto first = std::find_if(states.begin(), states.end(), later);
  if (first - states.begin() > 1) states.erase(states.begin(), first - 1);
}

std::uint64_t DurableState::confirmed_turn(const RoomTables& tables, const RoomName& name) {
  const auto confirmed = tables.model.confirmed.find(name);
  return confirmed == tables.model.confirmed.end() ? 0 : confirmed->second;
}

void DurableState::note(const RoomTables& tables) {
  if (tables.model.disk_failures != disk_failures_ || tables.model.disk_failing) {
    // A room that could not be written stays as it was on the disk until its next change.
    disk_failures_ = tables.model.disk_failures;
    rooms_may_be_lost_ = true;
  }
  if (!tables.model_exact) return;
  for (const RoomName& name : tables.changed) {
    States& states = rooms_[name];
    if (states.empty())
      states.push_back({0, false, 0, {}});  // It need not exist before its creation is confirmed.
    states.push_back(state_of(tables.rooms, name, tables.model.turn));
    forget_before(states, confirmed_turn(tables, name));
  }
}

void DurableState::after_restart(const RoomTables& tables, const Disk& disk) {
  if (!rooms_may_be_lost_) {
    for (auto& [name, states] : rooms_) {
      forget_before(states, confirmed_turn(tables, name));
      check_room(tables, name, states);
    }
    for (const auto& [number, room] : tables.rooms.in_order()) {
      check_.count();
      if (!rooms_.contains(room.name)) check_.fail(room.name.text() + " exists, but nobody created it");
    }
  }
  begin_anew(tables);
  look_for_accounts(tables.model.accounts, disk);
}

/// A user who is stored in two rooms is a member of the one that was written last.
bool DurableState::fits(const RoomTables& tables, const State& state, const State& restored) {
  std::vector<UserName> left;
  for (const UserName& user : state.members) {
    const auto& members = restored.members;
    const bool here = std::find(members.begin(), members.end(), user) != members.end();
    if (here || !tables.model.rooms.has_place(user)) left.push_back(user);
  }
  if (!restored.exists) return left.empty();
  return state.port == restored.port && left == restored.members;
}

void DurableState::check_room(const RoomTables& tables, const RoomName& name, const States& states) {
  check_.count();
  const State restored = state_of(tables.rooms, name, 0);
  const auto may_be = [&](const State& state) { return fits(tables, state, restored); };
  if (std::any_of(states.begin(), states.end(), may_be)) return;
  std::string members;
  for (const UserName& user : restored.members) members += " " + user.text();
  check_.fail(name.text() +
              (restored.exists ? " came back with the members" + members : " did not come back") +
              ", which differs from its state when its last change was answered");
}

void DurableState::begin_anew(const RoomTables& tables) {
  rooms_.clear();
  rooms_may_be_lost_ = false;
  disk_failures_ = tables.model.disk_failures;
  for (const auto& [number, room] : tables.rooms.in_order()) {
    rooms_[room.name].push_back(state_of(tables.rooms, room.name, tables.model.turn));
  }
}

void DurableState::look_for_accounts(const AccountModel& accounts, const Disk& disk) {
  const auto users = accounts.certain();
  if (users.empty()) return;
  const SqliteSeedScope turn(1);
  const auto copy = disk.copy();
  auto database = adapters::Database::open({.path = SimStore::kPath, .vfs = copy->vfs()});
  check_.require(database.has_value(), [] { return std::string("the accounts on the disk cannot be read"); });
  if (!database) return;
  for (const UserName& user : users) {
    const auto found = (*database)->find_account(user);
    check_.require(found && found->has_value(), [&] {
      return user.text() + "'s account was answered with success but is not on the disk";
    });
    if (found && *found) secrets_.look_at(**found, accounts);
  }
}

}  // namespace parley::sim::check
