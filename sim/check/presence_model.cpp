#include "sim/check/presence_model.hpp"

#include <iterator>

namespace parley::sim::check {

ModelUser& PresenceModel::log_in(const UserName& user, std::uint64_t channel, NodeId client,
                                 std::uint16_t port, Instant now) {
  log_out(user);
  in_order_.push_back({user, channel, client, port, now, now, {}});
  ModelUser& online = in_order_.back();
  by_name_.emplace(user, std::prev(in_order_.end()));
  online.by_silence = by_silence_.insert(by_silence_.end(), &online);
  return online;
}

void PresenceModel::log_out(const UserName& user) {
  const auto found = by_name_.find(user);
  if (found == by_name_.end()) return;
  by_silence_.erase(found->second->by_silence);
  in_order_.erase(found->second);
  by_name_.erase(found);
}

void PresenceModel::clear() {
  by_silence_.clear();
  by_name_.clear();
  in_order_.clear();
}

void PresenceModel::heard(ModelUser& user, Instant now, bool surely) {
  if (surely) user.heard = now;
  user.maybe_heard = now;
  by_silence_.splice(by_silence_.end(), by_silence_, user.by_silence);
}

void PresenceModel::maybe_all_heard(Instant now) {
  for (ModelUser& user : in_order_) user.maybe_heard = now;
}

ModelUser* PresenceModel::find(const UserName& user) {
  const auto found = by_name_.find(user);
  return found == by_name_.end() ? nullptr : &*found->second;
}

const ModelUser* PresenceModel::find(const UserName& user) const {
  const auto found = by_name_.find(user);
  return found == by_name_.end() ? nullptr : &*found->second;
}

}  // namespace parley::sim::check
