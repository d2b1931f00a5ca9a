#include "sim/world/sim_store.hpp"

#include <algorithm>
#include <utility>

#include "sim/world/node_ports.hpp"
#include "sim/world/world.hpp"

namespace parley::sim {
namespace {

constexpr Duration kAnswerSpread = std::chrono::microseconds(200);

bool insert(Disk& disk, const Account& account) {
  return disk.accounts.try_emplace(account.user, account.hash).second;
}

std::optional<Account> find(const Disk& disk, const UserName& user) {
  const auto found = disk.accounts.find(user);
  if (found == disk.accounts.end()) return std::nullopt;
  return Account{found->first, found->second};
}

void save(Disk& disk, const StoredRoom& room) {
  const auto [at, fresh] = disk.rooms.try_emplace(room.room, room);
  if (!fresh && room.version >= at->second.version) at->second = room;
}

std::vector<StoredRoom> all_rooms(const Disk& disk) {
  std::vector<StoredRoom> rooms;
  for (const auto& [name, room] : disk.rooms) rooms.push_back(room);
  std::stable_sort(rooms.begin(), rooms.end(),
                   [](const auto& a, const auto& b) { return a.number < b.number; });
  return rooms;
}

}  // namespace

SimStore::SimStore(NodePorts& node)
    : node_(node), luck_(derive_seed(node.world().seed(), node.id(), Purpose::kStore, node.incarnation())) {}

void SimStore::insert_account(Account account, Inserted done) {
  add(true,
      [account = std::move(account), done = std::move(done)](Disk& disk, const auto& failure) -> Answer {
        if (failure) return [done, error = *failure] { done(error); };
        return [done, inserted = insert(disk, account)] { done(inserted); };
      });
}

void SimStore::find_account(const UserName& user, Found done) {
  add(false, [user, done = std::move(done)](Disk& disk, const auto& failure) -> Answer {
    if (failure) return [done, error = *failure] { done(error); };
    return [done, found = find(disk, user)] { done(found); };
  });
}

void SimStore::save_room(StoredRoom room, Done done) {
  add(true, [room = std::move(room), done = std::move(done)](Disk& disk, const auto& failure) -> Answer {
    if (failure) return [done, error = *failure] { done(error); };
    save(disk, room);
    return [done] { done({}); };
  });
}

void SimStore::erase_room(const RoomName& room, Done done) {
  add(true, [room, done = std::move(done)](Disk& disk, const auto& failure) -> Answer {
    if (failure) return [done, error = *failure] { done(error); };
    disk.rooms.erase(room);
    return [done] { done({}); };
  });
}

void SimStore::load_rooms(Loaded done) {
  add(false, [done = std::move(done)](Disk& disk, const auto& failure) -> Answer {
    if (failure) return [done, error = *failure] { done(error); };
    return [done, rooms = all_rooms(disk)] { done(rooms); };
  });
}

void SimStore::add(bool writes, Work work) {
  queue_.push_back({writes, std::move(work)});
  if (queue_.size() == 1) schedule(node_.disk().commit_time);
}

void SimStore::schedule(Duration delay) { node_.world().push(delay, node_.event_for(EventKind::kStore)); }

void SimStore::on_step() {
  if (!answer_) {
    const auto failure = next_failure(queue_.front().writes);
    answer_ = queue_.front().work(node_.disk(), failure);
    return schedule(
        Duration(static_cast<std::int64_t>(luck_.below(static_cast<std::uint64_t>(kAnswerSpread.count())))));
  }
  const Answer answer = std::exchange(answer_, nullptr);
  queue_.pop_front();
  if (!queue_.empty()) schedule(node_.disk().commit_time);
  node_.world().note(TraceKind::kStored, node_.id(), node_.id());
  answer();
}

std::optional<Error> SimStore::next_failure(bool writes) {
  Disk& disk = node_.disk();
  DiskFaults& faults = disk.faults;
  const bool concerned = writes || faults.code != ErrorCode::kFull;
  const bool fails = disk.operations >= faults.fail_from && node_.world().now() < faults.fail_until;
  ++disk.operations;
  if (!fails || !concerned) return std::nullopt;
  ++faults.met;
  return Error{faults.code, faults.code == ErrorCode::kFull ? "the disk is full" : "the disk cannot be read"};
}

}  // namespace parley::sim
