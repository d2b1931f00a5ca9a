#include "sim/import/passwords.hpp"

#include <string_view>
#include <utility>
#include <variant>

namespace parley::sim::importing {
namespace {

std::string account_key(std::string_view account) { return "account " + folded(account); }
std::string stand_in_key(std::size_t tape, std::string_view stand_in) {
  return "tape " + std::to_string(tape) + " " + std::string(stand_in);
}

/// What was typed as whose password; nothing if no password was typed.
struct Given {
  std::string account;
  std::string stand_in;
};

std::optional<Given> given(const ObservedAction& observed) {
  if (const auto* sign_up = std::get_if<scenario::SignUp>(&observed.action)) {
    return Given{*sign_up->as, *sign_up->password};
  }
  if (const auto* log_in = std::get_if<scenario::LogIn>(&observed.action)) {
    return Given{*log_in->as, *log_in->password};
  }
  if (const auto* typed = std::get_if<scenario::Type>(&observed.action); typed != nullptr && observed.hides) {
    return Given{{}, typed->line};
  }
  return std::nullopt;
}

}  // namespace

Passwords::Passwords(const Cast& cast, const ActivityLog& log) {
  std::map<Key, std::string> owners;
  for (const scenario::Person& person : cast.people()) {
    owners.emplace(account_key(person.name), person.password);
  }
  std::vector<std::pair<Key, std::string>> accounts;  // In the order of time.
  std::vector<Key> pseudonyms;
  for (const Activity& each : log.activities) {
    const auto* observed = std::get_if<ObservedAction>(&each.what);
    const auto secret = observed == nullptr ? std::nullopt : given(*observed);
    if (!secret || secret->stand_in.empty()) continue;
    pseudonyms.push_back(stand_in_key(each.tape, secret->stand_in));
    if (!observed->granted || secret->account.empty()) continue;
    join(account_key(secret->account), pseudonyms.back());
    accounts.emplace_back(account_key(secret->account), secret->account);
  }
  for (const auto& [key, name] : accounts) {
    const auto owner = owners.find(key);
    texts_.emplace(root(key), owner == owners.end() ? name + "'s password" : owner->second);
  }
  std::size_t others = 0;
  for (const Key& key : pseudonyms) {
    if (texts_.contains(root(key))) continue;
    ++others;
    texts_.emplace(root(key),
                   others == 1 ? "another password" : "another password " + std::to_string(others));
  }
}

Passwords::Key Passwords::root(Key key) const {
  for (auto found = parents_.find(key); found != parents_.end(); found = parents_.find(key)) {
    key = found->second;
  }
  return key;
}

void Passwords::join(const Key& a, const Key& b) {
  Key larger = root(a);
  Key smaller = root(b);
  if (larger == smaller) return;
  const auto size_of = [this](const Key& key) -> std::size_t& {
    return sizes_.try_emplace(key, 1).first->second;
  };
  if (size_of(larger) < size_of(smaller)) std::swap(larger, smaller);
  size_of(larger) += size_of(smaller);
  parents_[smaller] = larger;
}

std::string Passwords::text(std::size_t tape, const std::string& stand_in) const {
  if (stand_in.empty()) return {};  // Nothing typed is nothing secret, and the screen says so.
  const auto found = texts_.find(root(stand_in_key(tape, stand_in)));
  return found == texts_.end() ? "another password" : found->second;
}

std::string Passwords::of_account(const std::string& account) const {
  const auto found = texts_.find(root(account_key(account)));
  return found == texts_.end() ? account + "'s password" : found->second;
}

}  // namespace parley::sim::importing
