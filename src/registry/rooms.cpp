#include "registry/rooms.hpp"

#include <algorithm>
#include <utility>

#include "base/check.hpp"

namespace parley::registry {
namespace {

auto member_called(Room& room, const UserName& user) {
  const auto is_user = [&](const Member& member) { return member.user == user; };
  const auto found = std::find_if(room.members.begin(), room.members.end(), is_user);
  PARLEY_CHECK(found != room.members.end());
  return found;
}

auto newcomer_called(Room& room, const UserName& user) {
  const auto is_user = [&](const Newcomer& newcomer) { return newcomer.user == user; };
  return std::find_if(room.newcomers.begin(), room.newcomers.end(), is_user);
}

}  // namespace

RoomOutcome Rooms::plan_create(const RoomName& name, const UserName& user) const {
  const Room* taken = find_any(name);
  if (in_other(user, taken)) return RoomOutcome::kInOtherRoom;
  if (taken != nullptr) return RoomOutcome::kTaken;
  // As many rooms as room ports: then one of those is free, or rests.
  const std::size_t ports = std::size_t{1} + limits_.last_room_port - limits_.first_room_port;
  const bool full = by_name_.size() >= std::min(limits_.rooms, ports);
  return full ? RoomOutcome::kFull : RoomOutcome::kDone;
}

RoomOutcome Rooms::plan_join(const RoomName& name, const UserName& user) const {
  const Room* room = find_any(name);
  if (in_other(user, room)) return RoomOutcome::kInOtherRoom;
  if (room == nullptr) return RoomOutcome::kUnknown;
  const auto place = places_.find(user);
  if (place != places_.end() && place->second.room == room) return RoomOutcome::kAlreadyThere;
  const bool full = room->members.size() + room->newcomers.size() >= limits_.room_members;
  return full ? RoomOutcome::kFull : RoomOutcome::kDone;
}

std::optional<Departure> Rooms::begin_create(const RoomName& name, const UserName& user,
                                             std::uint16_t wanted_port) {
  const auto port = ports_.take(wanted_port, clock_.now());
  PARLEY_CHECK(port.has_value());
  const std::uint64_t number = ++last_number_;
  Room& room = awaited_.emplace(number, Room{name, number, *port, 0, 1, {}, {}}).first->second;
  by_name_.emplace(name, &room);
  return begin(room, user);
}

std::optional<Departure> Rooms::begin_join(const RoomName& name, const UserName& user) {
  Room* room = find_mutable(name);
  PARLEY_CHECK(room != nullptr);
  return begin(*room, user);
}

std::optional<Departure> Rooms::begin(Room& room, const UserName& user) {
  auto given_up = give_up_place(user);
  room.newcomers.push_back({user});
  places_.emplace(user, Place{&room, MemberState::kComing});
  return given_up;
}

void Rooms::come_back(const UserName& user) {
  Place& place = places_.at(user);
  if (place.state != MemberState::kHeld) return;
  place.state = MemberState::kPresent;
  member_called(*place.room, user)->present = true;
}

std::optional<StoredRoom> Rooms::begin_commit(const RoomName& name, std::uint64_t stored) {
  Room* room = find_mutable(name);
  if (room == nullptr) return std::nullopt;
  const auto is_new = [](const Newcomer& newcomer) { return newcomer.commit == 0; };
  const bool anybody = std::any_of(room->newcomers.begin(), room->newcomers.end(), is_new);
  room->last_version = std::max(room->last_version, stored);
  if (!anybody && room->version < stored)
    room->version = next_version(*room);  // Another registry's is stored.
  const std::uint64_t version = anybody ? next_version(*room) : room->version;
  StoredRoom next{room->name, room->number, room->port, version, room->term, {}};
  next.members.reserve(room->members.size() + room->newcomers.size());
  for (const auto& member : room->members) next.members.push_back(member.user);
  for (auto& newcomer : room->newcomers) {
    if (newcomer.commit == 0) newcomer.commit = version;
    next.members.push_back(newcomer.user);
  }
  return next;
}

void Rooms::admit(const RoomName& name, const UserName& user, std::uint64_t commit) {
  Room* room = find_mutable(name);
  if (room == nullptr || !take_newcomer(*room, user, commit)) return;
  if (room->members.empty()) in_order_.insert(awaited_.extract(room->number));
  room->members.push_back({user});
  places_.at(user).state = MemberState::kPresent;
  // Where somebody has left since the commit began, the room is not as it was stored.
  room->version = room->version <= commit ? commit : next_version(*room);
  ++revision_;
}

void Rooms::refuse(const RoomName& name, const UserName& user, std::uint64_t commit) {
  Room* room = find_mutable(name);
  if (room == nullptr || !take_newcomer(*room, user, commit)) return;
  places_.erase(user);
  drop_if_deserted(*room);
}

bool Rooms::take_newcomer(Room& room, const UserName& user, std::uint64_t commit) {
  const auto newcomer = newcomer_called(room, user);
  if (newcomer == room.newcomers.end() || newcomer->commit != commit) return false;
  room.newcomers.erase(newcomer);
  return true;
}

std::optional<Departure> Rooms::leave(const RoomName& name, const UserName& user) {
  const auto place = places_.find(user);
  Room* room = find_mutable(name);
  if (room == nullptr || place == places_.end() || place->second.room != room) return std::nullopt;
  if (place->second.state == MemberState::kComing) return std::nullopt;
  return remove(*room, user);
}

std::optional<Departure> Rooms::leave_present(const UserName& user) {
  const auto place = places_.find(user);
  if (place == places_.end() || place->second.state == MemberState::kHeld) return std::nullopt;
  Room& room = *place->second.room;
  return place->second.state == MemberState::kComing ? remove_newcomer(room, user) : remove(room, user);
}

std::optional<Departure> Rooms::give_up_place(const UserName& user) {
  const auto place = places_.find(user);
  if (place == places_.end()) return std::nullopt;
  return remove(*place->second.room, user);
}

Departure Rooms::remove(Room& room, const UserName& user) {
  const auto member = member_called(room, user);
  const bool was_host = member == room.members.begin();
  highest_left_ = std::max(highest_left_, room.last_version);
  places_.erase(user);
  room.members.erase(member);
  if (was_host) ++room.term;
  room.version = next_version(room);
  ++revision_;
  Departure departure{room.name, nullptr, was_host && !room.members.empty()};
  if (!room.members.empty()) {
    departure.room = &room;
    return departure;
  }
  awaited_.insert(in_order_.extract(room.number));
  departure.gone = drop_if_deserted(room);
  return departure;
}

Departure Rooms::remove_newcomer(Room& room, const UserName& user) {
  highest_left_ = std::max(highest_left_, room.last_version);
  const auto newcomer = newcomer_called(room, user);
  PARLEY_CHECK(newcomer != room.newcomers.end());
  if (newcomer->commit != 0) room.version = next_version(room);  // It may be stored with them in it.
  room.newcomers.erase(newcomer);
  places_.erase(user);
  ++revision_;
  Departure departure{room.name, room.members.empty() ? nullptr : &room};
  drop_if_deserted(room);
  return departure;
}

/// Ends a room that nobody is in or on the way into.
bool Rooms::drop_if_deserted(Room& room) {
  if (!room.members.empty() || !room.newcomers.empty()) return false;
  ports_.release(room.port, clock_.now());
  by_name_.erase(room.name);
  awaited_.erase(room.number);
  return true;
}

std::uint64_t Rooms::next_version(Room& room) const {
  room.last_version = std::max(room.last_version, highest_left_) + 1;
  return room.last_version;
}

std::vector<RoomName> Rooms::restore(std::vector<StoredRoom> stored) {
  // A person stored in two rooms is in the one with the higher version.
  std::sort(stored.begin(), stored.end(),
            [](const StoredRoom& a, const StoredRoom& b) { return a.version > b.version; });
  if (!stored.empty()) highest_left_ = std::max(highest_left_, stored.front().version);
  std::vector<RoomName> deserted;
  ++revision_;
  for (auto& from : stored) {
    last_number_ = std::max(last_number_, from.number);
    std::vector<Member> members;
    for (const auto& user : from.members) {
      if (!places_.contains(user)) members.push_back({user, false});
    }
    const auto port = members.empty() ? std::nullopt : ports_.take(from.port, clock_.now());
    if (!port) {
      deserted.push_back(std::move(from.room));
      continue;
    }
    if (!(members.front().user == from.members.front())) ++from.term;
    const bool changed = members.size() < from.members.size();
    Room restored{std::move(from.room), from.number, *port,       from.version, from.term,
                  std::move(members),   {},          from.version};
    Room& room = in_order_.emplace(from.number, std::move(restored)).first->second;
    if (changed) room.version = next_version(room);
    by_name_.emplace(room.name, &room);
    for (const auto& member : room.members) places_.emplace(member.user, Place{&room, MemberState::kHeld});
  }
  return deserted;
}

std::vector<Departure> Rooms::drop_absent() {
  std::vector<Departure> departures;
  for (auto next = in_order_.begin(); next != in_order_.end();) {
    Room& room = (next++)->second;  // remove() may take the room away.
    std::vector<UserName> absent;
    for (const auto& member : room.members) {
      if (!member.present) absent.push_back(member.user);
    }
    if (absent.empty()) continue;
    const UserName host = room.host();
    std::optional<Departure> last;
    for (const auto& user : absent) last = remove(room, user);
    last->host_changed = last->room != nullptr && !(last->room->host() == host);
    departures.push_back(*std::move(last));
  }
  return departures;
}

const Room* Rooms::find(const RoomName& name) const {
  const Room* room = find_any(name);
  return room == nullptr || room->members.empty() ? nullptr : room;
}

const Room* Rooms::find_any(const RoomName& name) const { return find_mutable(name); }

Room* Rooms::find_mutable(const RoomName& name) const {
  const auto room = by_name_.find(name);
  return room == by_name_.end() ? nullptr : room->second;
}

const Room* Rooms::present_in(const UserName& user) const {
  const auto place = places_.find(user);
  if (place == places_.end() || place->second.state != MemberState::kPresent) return nullptr;
  return place->second.room;
}

/// Present, or on the way in.
bool Rooms::in_other(const UserName& user, const Room* wanted) const {
  const auto place = places_.find(user);
  if (place == places_.end() || place->second.state == MemberState::kHeld) return false;
  return wanted != place->second.room;
}

}  // namespace parley::registry
