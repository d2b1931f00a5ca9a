#include "sim/check/user_model.hpp"

#include <algorithm>
#include <iterator>

namespace parley::sim::check {

const AccountModel::Known* AccountModel::find(const UserName& user) const {
  const auto found = accounts_.find(user);
  return found == accounts_.end() ? nullptr : &found->second;
}

void AccountModel::note(Known& known, std::uint64_t turn) {
  if (known.exists) return;
  known.exists = true;
  known.since = turn;
}

void AccountModel::begin_sign_up(const UserName& user, const std::string& secret, std::uint64_t channel) {
  accounts_[user].attempts.push_back({user, secret, channel});
}

void AccountModel::made(const UserName& user, const std::string& secret, std::uint64_t turn) {
  Known& known = accounts_[user];
  note(known, turn);
  known.attempts = {{user, secret, 0}};
}

void AccountModel::exists(const UserName& user, std::uint64_t channel, std::uint64_t turn) {
  Known& known = accounts_[user];
  std::erase_if(known.attempts, [&](const Attempt& attempt) { return attempt.channel == channel; });
  note(known, turn);
}

void AccountModel::right(const UserName& user, const std::string& secret, std::uint64_t turn) {
  Known& known = accounts_[user];
  note(known, turn);
  std::erase_if(known.attempts, [&](const Attempt& attempt) { return attempt.secret != secret; });
  for (Attempt& attempt : known.attempts) attempt.channel = 0;
}

bool AccountModel::certainly_exists(const UserName& user) const {
  const Known* known = find(user);
  return known != nullptr && known->exists;
}

bool AccountModel::may_exist(const UserName& user) const {
  const Known* known = find(user);
  return known != nullptr && (known->exists || !known->attempts.empty());
}

bool AccountModel::may_exist_for(const UserName& user, std::uint64_t channel) const {
  const Known* known = find(user);
  if (known == nullptr) return false;
  const auto other = [&](const Attempt& attempt) { return attempt.channel != channel; };
  return known->exists || std::any_of(known->attempts.begin(), known->attempts.end(), other);
}

bool AccountModel::may_be_missing(const UserName& user, std::uint64_t begun) const {
  const Known* known = find(user);
  return known == nullptr || !known->exists || known->since >= begun;
}

bool AccountModel::may_be_right(const UserName& user, const std::string& secret) const {
  const Known* known = find(user);
  const auto same = [&](const Attempt& attempt) { return attempt.secret == secret; };
  return known != nullptr && std::any_of(known->attempts.begin(), known->attempts.end(), same);
}

bool AccountModel::may_be_wrong(const UserName& user, const std::string& secret, std::uint64_t begun) const {
  if (may_be_missing(user, begun)) return true;
  const Known* known = find(user);
  const auto other = [&](const Attempt& attempt) { return attempt.secret != secret; };
  return std::any_of(known->attempts.begin(), known->attempts.end(), other);
}

UserName AccountModel::as_signed_up(const UserName& user) const {
  const Known* known = find(user);
  return known == nullptr || known->attempts.empty() ? user : known->attempts.front().name;
}

std::vector<std::string> AccountModel::secrets_of(const UserName& user) const {
  std::vector<std::string> secrets;
  if (const Known* known = find(user)) {
    for (const Attempt& attempt : known->attempts) secrets.push_back(attempt.secret);
  }
  return secrets;
}

std::vector<UserName> AccountModel::certain() const {
  std::vector<UserName> users;
  for (const auto& [user, known] : accounts_) {
    if (known.exists) users.push_back(user);
  }
  return users;
}

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
