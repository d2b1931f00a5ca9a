#include "sim/check/rooms_known.hpp"

#include <algorithm>
#include <utility>

#include "sim/check/limits.hpp"

namespace parley::sim::check {

RoomsKnown::Outcome RoomsKnown::create(const RoomName& name, const UserName& user) {
  const KnownRoom* taken = find(name);
  const KnownRoom* here = present_in(user);
  if (here != nullptr && here != taken) return Outcome::kElsewhere;
  if (taken != nullptr) return Outcome::kTaken;
  if (in_order_.size() >= kMostRooms) return Outcome::kFull;
  give_up_place(user);
  numbers_.emplace(name, ++last_number_);
  places_.emplace(user, Place{last_number_, true});
  in_order_.emplace(last_number_, KnownRoom{name, 0, {KnownMember{user}}});
  touched_.push_back(name);
  return Outcome::kDone;
}

RoomsKnown::Outcome RoomsKnown::join(const RoomName& name, const UserName& user) {
  KnownRoom* room = find(name);
  const KnownRoom* here = present_in(user);
  if (here != nullptr && here != room) return Outcome::kElsewhere;
  if (room == nullptr) return Outcome::kUnknown;
  const auto is_user = [&](const KnownMember& member) { return member.user == user; };
  const auto at = std::find_if(room->members.begin(), room->members.end(), is_user);
  if (at != room->members.end()) {
    if (!std::exchange(at->present, true)) --absent_;
    places_.at(user).present = true;
    touched_.push_back(room->name);
    return Outcome::kThere;
  }
  if (room->members.size() >= kMostMembers) return Outcome::kFull;
  give_up_place(user);
  room = find(name);
  room->members.push_back({user});
  places_.emplace(user, Place{numbers_.at(name), true});
  touched_.push_back(room->name);
  return Outcome::kDone;
}

bool RoomsKnown::leave(const RoomName& name, const UserName& user) {
  const auto number = numbers_.find(name);
  const auto place = places_.find(user);
  if (number == numbers_.end() || place == places_.end() || place->second.room != number->second)
    return false;
  remove(number->second, user);
  return true;
}

void RoomsKnown::leave_present(const UserName& user) {
  const auto place = places_.find(user);
  if (place != places_.end() && place->second.present) remove(place->second.room, user);
}

void RoomsKnown::give_up_place(const UserName& user) {
  const auto place = places_.find(user);
  if (place != places_.end()) remove(place->second.room, user);
}

void RoomsKnown::remove(std::uint64_t number, const UserName& user) {
  KnownRoom& room = in_order_.at(number);
  const auto is_user = [&](const KnownMember& member) { return member.user == user; };
  const auto at = std::find_if(room.members.begin(), room.members.end(), is_user);
  if (!at->present) --absent_;
  room.members.erase(at);
  places_.erase(user);
  touched_.push_back(room.name);
  if (!room.members.empty()) return;
  numbers_.erase(room.name);
  in_order_.erase(number);
}

void RoomsKnown::drop_absent() {
  std::vector<std::pair<std::uint64_t, UserName>> absent;
  for (const auto& [number, room] : in_order_) {
    for (const KnownMember& member : room.members) {
      if (!member.present) absent.emplace_back(number, member.user);
    }
  }
  for (const auto& [number, user] : absent) remove(number, user);
}

void RoomsKnown::copy(const registry::Rooms& rooms) {
  clear();
  for (const auto& [number, room] : rooms.in_order()) {
    KnownRoom known{room.name, room.port, {}};
    for (const registry::Member& member : room.members) {
      known.members.push_back({member.user, member.present});
      places_.emplace(member.user, Place{number, member.present});
      if (!member.present) ++absent_;
    }
    last_number_ = std::max(last_number_, number);
    numbers_.emplace(room.name, number);
    in_order_.emplace(number, std::move(known));
  }
}

void RoomsKnown::clear() {
  in_order_.clear();
  numbers_.clear();
  places_.clear();
  touched_.clear();
  absent_ = 0;
}

const KnownRoom* RoomsKnown::find(const RoomName& name) const {
  const auto number = numbers_.find(name);
  return number == numbers_.end() ? nullptr : &in_order_.at(number->second);
}

KnownRoom* RoomsKnown::find(const RoomName& name) {
  const auto number = numbers_.find(name);
  return number == numbers_.end() ? nullptr : &in_order_.at(number->second);
}

const KnownRoom* RoomsKnown::present_in(const UserName& user) const {
  const auto place = places_.find(user);
  return place == places_.end() || !place->second.present ? nullptr : &in_order_.at(place->second.room);
}

std::string RoomsKnown::as_list() const {
  std::string list;
  for (const auto& [number, room] : in_order_) {
    if (!list.empty()) list += ' ';
    list += room.name.text() + " [";
    for (const KnownMember& member : room.members) {
      if (&member != &room.members.front()) list += ", ";
      list += "'" + member.user.text() + "'";
    }
    list += "] " + room.host().text() + ".";
  }
  return list;
}

std::string RoomsKnown::members_of(const RoomName& name) const {
  std::string list;
  const KnownRoom* room = find(name);
  if (room == nullptr) return list;
  for (const KnownMember& member : room->members) list += (list.empty() ? "" : " ") + member.user.text();
  return list;
}

}  // namespace parley::sim::check
