#include "registry/presence.hpp"

#include <iterator>

#include "base/check.hpp"

namespace parley::registry {

OnlineUser* Presence::log_in(const UserName& user, const Endpoint& endpoint, SessionId session) {
  if (by_name_.contains(user)) return nullptr;
  OnlineUser& entry = in_order_.emplace_back(user, endpoint, session);
  by_name_.insert(std::prev(in_order_.end()));
  idle_queue_.add(entry.idle, session);
  entry.since = entry.idle.touched();
  return &entry;
}

void Presence::log_out(const UserName& user) {
  const auto found = by_name_.find(user);
  PARLEY_CHECK(found != by_name_.end());
  const Place place = *found;
  by_name_.erase(found);
  in_order_.erase(place);
}

bool Presence::heard_from(const UserName& user, const IpAddress& address) {
  const auto found = by_name_.find(user);
  if (found == by_name_.end() || (*found)->endpoint.address != address) return false;
  heard(**found);
  return true;
}

const OnlineUser* Presence::find(const UserName& user) const {
  const auto found = by_name_.find(user);
  return found == by_name_.end() ? nullptr : &**found;
}

}  // namespace parley::registry
