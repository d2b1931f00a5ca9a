#include "sim/check/reference_model.hpp"

#include <algorithm>
#include <utility>

#include "sim/check/limits.hpp"

namespace parley::sim::check {

RoomModel::RoomResult RoomModel::create(const RoomName& name, const UserName& user) {
  const ModelRoom* taken = find(name);
  const ModelRoom* here = present_in(user);
  if (here != nullptr && here != taken) return RoomResult::kElsewhere;
  if (taken != nullptr) return RoomResult::kTaken;
  if (in_order_.size() >= kMaxRooms) return RoomResult::kFull;
  give_up_place(user);
  numbers_.emplace(name, ++last_number_);
  places_.emplace(user, Place{last_number_, true});
  in_order_.emplace(last_number_, ModelRoom{name, 0, {ModelMember{user}}});
  touched_.push_back(name);
  return RoomResult::kDone;
}

RoomModel::RoomResult RoomModel::join(const RoomName& name, const UserName& user) {
  ModelRoom* room = find(name);
  const ModelRoom* here = present_in(user);
  if (here != nullptr && here != room) return RoomResult::kElsewhere;
  if (room == nullptr) return RoomResult::kUnknown;
  const auto is_user = [&](const ModelMember& member) { return member.user == user; };
  const auto at = std::find_if(room->members.begin(), room->members.end(), is_user);
  if (at != room->members.end()) {
    if (!std::exchange(at->present, true)) --absent_;
    places_.at(user).present = true;
    touched_.push_back(room->name);
    return RoomResult::kThere;
  }
  if (room->members.size() >= kMaxMembers) return RoomResult::kFull;
  give_up_place(user);
  room = find(name);
  room->members.push_back({user});
  places_.emplace(user, Place{numbers_.at(name), true});
  touched_.push_back(room->name);
  return RoomResult::kDone;
}

bool RoomModel::leave(const RoomName& name, const UserName& user) {
  const auto number = numbers_.find(name);
  const auto place = places_.find(user);
  if (number == numbers_.end() || place == places_.end() || place->second.room != number->second)
    return false;
  remove(number->second, user);
  return true;
}

void RoomModel::leave_present(const UserName& user) {
  const auto place = places_.find(user);
  if (place != places_.end() && place->second.present) remove(place->second.room, user);
}

void RoomModel::give_up_place(const UserName& user) {
  const auto place = places_.find(user);
  if (place != places_.end()) remove(place->second.room, user);
}

void RoomModel::remove(std::uint64_t number, const UserName& user) {
  ModelRoom& room = in_order_.at(number);
  const auto is_user = [&](const ModelMember& member) { return member.user == user; };
  const auto at = std::find_if(room.members.begin(), room.members.end(), is_user);
  if (!at->present) --absent_;
  room.members.erase(at);
  places_.erase(user);
  touched_.push_back(room.name);
  if (!room.members.empty()) return;
  numbers_.erase(room.name);
  in_order_.erase(number);
}

void RoomModel::drop_absent() {
  std::vector<std::pair<std::uint64_t, UserName>> absent;
  for (const auto& [number, room] : in_order_) {
    for (const ModelMember& member : room.members) {
      if (!member.present) absent.emplace_back(number, member.user);
    }
  }
  for (const auto& [number, user] : absent) remove(number, user);
}

void RoomModel::copy(const registry::Rooms& rooms) {
  clear();
  for (const auto& [number, room] : rooms.in_order()) {
    ModelRoom known{room.name, room.port, {}};
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

void RoomModel::clear() {
  in_order_.clear();
  numbers_.clear();
  places_.clear();
  touched_.clear();
  absent_ = 0;
}

const ModelRoom* RoomModel::find(const RoomName& name) const {
  const auto number = numbers_.find(name);
  return number == numbers_.end() ? nullptr : &in_order_.at(number->second);
}

ModelRoom* RoomModel::find(const RoomName& name) {
  const auto number = numbers_.find(name);
  return number == numbers_.end() ? nullptr : &in_order_.at(number->second);
}

const ModelRoom* RoomModel::present_in(const UserName& user) const {
  const auto place = places_.find(user);
  return place == places_.end() || !place->second.present ? nullptr : &in_order_.at(place->second.room);
}

std::string RoomModel::as_list() const {
  std::string list;
  for (const auto& [number, room] : in_order_) {
    if (!list.empty()) list += ' ';
    list += room.name.text() + " [";
    for (const ModelMember& member : room.members) {
      if (&member != &room.members.front()) list += ", ";
      list += "'" + member.user.text() + "'";
    }
    list += "] " + room.host().text() + ".";
  }
  return list;
}

std::string RoomModel::members_of(const RoomName& name) const {
  std::string list;
  const ModelRoom* room = find(name);
  if (room == nullptr) return list;
  for (const ModelMember& member : room->members) list += (list.empty() ? "" : " ") + member.user.text();
  return list;
}

}  // namespace parley::sim::check
