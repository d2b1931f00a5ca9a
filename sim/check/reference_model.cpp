#include "sim/check/reference_model.hpp"

#include <algorithm>
#include <utility>

#include "sim/check/limits.hpp"

namespace parley::sim::check {

RoomModel::RoomResult RoomModel::create(const RoomName& name, const UserName& user) {
  const ModelRoom* taken = find_any(name);
  if (is_elsewhere(user, taken)) return RoomResult::kElsewhere;
  if (taken != nullptr) return RoomResult::kTaken;
  if (in_order_.size() >= kMaxRooms) return RoomResult::kFull;
  numbers_.emplace(name, ++last_number_);
  come(in_order_.emplace(last_number_, ModelRoom{name, 0, {}, {}}).first->second, last_number_, user);
  return RoomResult::kDone;
}

RoomModel::RoomResult RoomModel::join(const RoomName& name, const UserName& user) {
  ModelRoom* room = find_any(name);
  if (is_elsewhere(user, room)) return RoomResult::kElsewhere;
  if (room == nullptr) return RoomResult::kUnknown;
  const auto is_user = [&](const ModelMember& member) { return member.user == user; };
  const auto at = std::find_if(room->members.begin(), room->members.end(), is_user);
  if (at != room->members.end()) {
    if (!std::exchange(at->present, true)) --absent_;
    places_.at(user).present = true;
    touched_.push_back(room->name);
    return RoomResult::kThere;
  }
  if (room->members.size() + room->coming.size() >= kMaxMembers) return RoomResult::kFull;
  come(*room, numbers_.at(name), user);
  return RoomResult::kDone;
}

void RoomModel::come(ModelRoom& room, std::uint64_t number, const UserName& user) {
  give_up_place(user);
  room.coming.push_back(user);
  places_.emplace(user, Place{number, false, true});
  touched_.push_back(room.name);
}

void RoomModel::complete(const UserName& user, bool success) {
  const auto place = places_.find(user);
  if (place == places_.end() || !place->second.coming) return;
  const std::uint64_t number = place->second.room;
  if (!success) return remove(number, user);
  ModelRoom& room = in_order_.at(number);
  std::erase(room.coming, user);
  room.members.push_back({user});
  place->second = Place{number, true};
  touched_.push_back(room.name);
}

std::optional<UserName> RoomModel::host_after(const UserName& user) const {
  const auto place = places_.find(user);
  if (place == places_.end() || !place->second.coming) return std::nullopt;
  const ModelRoom& room = in_order_.at(place->second.room);
  return room.members.empty() ? user : room.host();
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
  if (place == places_.end() || (!place->second.present && !place->second.coming)) return;
  remove(place->second.room, user);
}

void RoomModel::give_up_place(const UserName& user) {
  const auto place = places_.find(user);
  if (place != places_.end()) remove(place->second.room, user);
}

void RoomModel::remove(std::uint64_t number, const UserName& user) {
  ModelRoom& room = in_order_.at(number);
  if (std::erase(room.coming, user) == 0) {
    const auto is_user = [&](const ModelMember& member) { return member.user == user; };
    const auto at = std::find_if(room.members.begin(), room.members.end(), is_user);
    if (!at->present) --absent_;
    room.members.erase(at);
  }
  places_.erase(user);
  touched_.push_back(room.name);
  if (!room.members.empty() || !room.coming.empty()) return;
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
    ModelRoom known{room.name, room.port, {}, {}};
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
  if (number == numbers_.end()) return nullptr;
  const ModelRoom& room = in_order_.at(number->second);
  return room.members.empty() ? nullptr : &room;
}

ModelRoom* RoomModel::find(const RoomName& name) {
  ModelRoom* room = find_any(name);
  return room == nullptr || room->members.empty() ? nullptr : room;
}

ModelRoom* RoomModel::find_any(const RoomName& name) {
  const auto number = numbers_.find(name);
  return number == numbers_.end() ? nullptr : &in_order_.at(number->second);
}

const ModelRoom* RoomModel::present_in(const UserName& user) const {
  const auto place = places_.find(user);
  return place == places_.end() || !place->second.present ? nullptr : &in_order_.at(place->second.room);
}

/// In another room, or on the way into it.
bool RoomModel::is_elsewhere(const UserName& user, const ModelRoom* wanted) const {
  const auto place = places_.find(user);
  if (place == places_.end() || (!place->second.present && !place->second.coming)) return false;
  return &in_order_.at(place->second.room) != wanted;
}

std::string RoomModel::as_list() const {
  std::string list;
  for (const auto& [number, room] : in_order_) {
    if (room.members.empty()) continue;
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
