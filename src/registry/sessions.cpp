#include "registry/sessions.hpp"

#include <iterator>

#include "base/check.hpp"

namespace parley::registry {

Session* Sessions::log_in(const UserName& user, const Endpoint& endpoint, ConnectionId connection) {
  if (by_name_.contains(user)) return nullptr;
  Session& entry = in_order_.emplace_back(user, endpoint, connection);
  by_name_.insert(std::prev(in_order_.end()));
  idle_queue_.add(entry.idle, connection);
  entry.since = entry.idle.touched();
  ++revision_;
  return &entry;
}

void Sessions::log_out(const UserName& user) {
  const auto found = by_name_.find(user);
  PARLEY_CHECK(found != by_name_.end());
  const Place place = *found;
  by_name_.erase(found);
  in_order_.erase(place);
  ++revision_;
}

bool Sessions::heard_from(const UserName& user, const IpAddress& address) {
  const auto found = by_name_.find(user);
  if (found == by_name_.end() || (*found)->endpoint.address != address) return false;
  heard(**found);
  return true;
}

const Session* Sessions::find(const UserName& user) const {
  const auto found = by_name_.find(user);
  return found == by_name_.end() ? nullptr : &**found;
}

}  // namespace parley::registry
