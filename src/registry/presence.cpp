#include "registry/presence.hpp"

#include <iterator>

#include "base/check.hpp"

namespace parley::registry {

OnlineUser* Presence::log_in(const UserName& user, const Endpoint& endpoint, SessionId session) {
  const auto [place, added] = by_name_.try_emplace(user);
  if (!added) return nullptr;
  OnlineUser& entry = in_order_.emplace_back(user, endpoint, session);
  place->second = std::prev(in_order_.end());
  silence_.add(entry.silence, session);
  return &entry;
}

void Presence::log_out(const UserName& user) {
  const auto place = by_name_.find(user);
  PARLEY_CHECK(place != by_name_.end());
  const auto entry = place->second;
  by_name_.erase(place);  // First: `user` may be the name in the entry.
  in_order_.erase(entry);
}

bool Presence::heard_from(const UserName& user, const IpAddress& address) {
  const auto place = by_name_.find(user);
  if (place == by_name_.end() || place->second->endpoint.address != address) return false;
  heard(*place->second);
  return true;
}

const OnlineUser* Presence::find(const UserName& user) const {
  const auto place = by_name_.find(user);
  return place == by_name_.end() ? nullptr : &*place->second;
}

}  // namespace parley::registry
