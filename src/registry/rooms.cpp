#include "registry/rooms.hpp"

#include <algorithm>
#include <utility>

#include "base/check.hpp"

namespace parley::registry {

RoomOutcome Rooms::create(const RoomName& name, const UserName& user, std::uint16_t wanted_port,
                          std::optional<Departure>& given_up) {
  const Room* taken = find(name);
  if (present_in_other(user, taken)) return RoomOutcome::kInOtherRoom;
  if (taken != nullptr) return RoomOutcome::kTaken;
  if (in_order_.size() >= limits_.rooms) return RoomOutcome::kFull;
  const auto port = ports_.take(wanted_port, clock_.now());
  if (!port) return RoomOutcome::kFull;
  given_up = give_up_place(user);
  Room room{name, ++last_number_, *port, 0, 1, {Member{user}}};
  changed(room);
  numbers_.emplace(name, room.number);
  places_.emplace(user, Place{room.number, true});
  in_order_.emplace(room.number, std::move(room));
  return RoomOutcome::kDone;
}

RoomOutcome Rooms::join(const RoomName& name, const UserName& user, std::optional<Departure>& given_up) {
  Room* room = find_mutable(name);
  if (present_in_other(user, room)) return RoomOutcome::kInOtherRoom;
  if (room == nullptr) return RoomOutcome::kUnknown;
  if (const auto place = places_.find(user); place != places_.end() && place->second.room == room->number) {
    place->second.present = true;
    std::find_if(room->members.begin(), room->members.end(), [&](const Member& m) {
      return m.user == user;
    })->present = true;
    return RoomOutcome::kAlreadyThere;
  }
  if (room->members.size() >= limits_.room_members) return RoomOutcome::kFull;
  given_up = give_up_place(user);
  room->members.push_back(Member{user});
  places_.emplace(user, Place{room->number, true});
  changed(*room);
  return RoomOutcome::kDone;
}

std::optional<Departure> Rooms::leave(const RoomName& name, const UserName& user) {
  const auto place = places_.find(user);
  Room* room = find_mutable(name);
  if (room == nullptr || place == places_.end() || place->second.room != room->number) return std::nullopt;
  return remove(*room, user);
}

std::optional<Departure> Rooms::leave_present(const UserName& user) {
  const auto place = places_.find(user);
  if (place == places_.end() || !place->second.present) return std::nullopt;
  return remove(in_order_.at(place->second.room), user);
}

std::optional<Departure> Rooms::give_up_place(const UserName& user) {
  const auto place = places_.find(user);
  if (place == places_.end()) return std::nullopt;
  return remove(in_order_.at(place->second.room), user);
}

Departure Rooms::remove(Room& room, const UserName& user) {
  const auto member =
      std::find_if(room.members.begin(), room.members.end(), [&](const Member& m) { return m.user == user; });
  PARLEY_CHECK(member != room.members.end());
  const bool was_host = member == room.members.begin();
  ++revision_;
  places_.erase(user);
  room.members.erase(member);
  Departure departure{room.name, nullptr, was_host && !room.members.empty()};
  if (room.members.empty()) {
    ports_.release(room.port, clock_.now());
    numbers_.erase(room.name);
    in_order_.erase(room.number);
    return departure;
  }
  if (was_host) ++room.term;
  changed(room);
  departure.room = &room;
  return departure;
}

void Rooms::changed(Room& room) {
  room.version = ++last_version_;
  ++revision_;
}

std::vector<RoomName> Rooms::restore(std::vector<StoredRoom> stored) {
  // A person stored in two rooms is in the one that was written last.
  std::sort(stored.begin(), stored.end(),
            [](const StoredRoom& a, const StoredRoom& b) { return a.version > b.version; });
  std::vector<RoomName> deserted;
  ++revision_;
  for (auto& from : stored) {
    last_number_ = std::max(last_number_, from.number);
    last_version_ = std::max(last_version_, from.version);
    std::vector<Member> members;
    for (const auto& user : from.members) {
      if (places_.emplace(user, Place{from.number, false}).second) members.push_back({user, false});
    }
    const auto port = members.empty() ? std::nullopt : ports_.take(from.port, clock_.now());
    if (!port) {
      for (const auto& member : members) places_.erase(member.user);
      deserted.push_back(std::move(from.room));
      continue;
    }
    if (members.size() < from.members.size()) from.version = ++last_version_;
    if (!(members.front().user == from.members.front())) ++from.term;
    numbers_.emplace(from.room, from.number);
    in_order_.emplace(from.number, Room{std::move(from.room), from.number, *port, from.version, from.term,
                                        std::move(members)});
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
  const auto number = numbers_.find(name);
  return number == numbers_.end() ? nullptr : &in_order_.at(number->second);
}

Room* Rooms::find_mutable(const RoomName& name) {
  const auto number = numbers_.find(name);
  return number == numbers_.end() ? nullptr : &in_order_.at(number->second);
}

const Room* Rooms::present_in(const UserName& user) const {
  const auto place = places_.find(user);
  return place == places_.end() || !place->second.present ? nullptr : &in_order_.at(place->second.room);
}

bool Rooms::present_in_other(const UserName& user, const Room* wanted) const {
  const Room* here = present_in(user);
  return here != nullptr && here != wanted;
}

}  // namespace parley::registry
