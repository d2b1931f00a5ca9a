#include "sim/check/one_session.hpp"

#include <set>
#include <string>

#include "registry/presence.hpp"
#include "registry/registry.hpp"
#include "sim/check/limits.hpp"

namespace parley::sim::check {

void OneSession::after_turn(const Books& books) {
  const std::size_t online = books.online.size();
  const std::size_t seen = books.registry->presence().size();
  check_.require(online == seen, [&] {
    return std::to_string(seen) + " people are online, where " + std::to_string(online) + " should be";
  });
  const KnownOnline* last = online == 0 ? nullptr : &books.online.in_order().back();
  if (online == online_ && last == last_) return;
  online_ = online;
  last_ = last;
  if (online > kFewPeople && ++skipped_ < online / kFewPeople) return;
  skipped_ = 0;
  compare(books);
}

void OneSession::compare(const Books& books) {
  check_.count();
  auto known = books.online.in_order().begin();
  std::set<std::uint64_t> channels;
  std::set<registry::SessionId> sessions;
  for (const registry::OnlineUser& user : books.registry->presence().in_order()) {
    if (known == books.online.in_order().end() || !(known->name == user.name)) {
      return check_.fail(user.name.text() + " is online and should not be, or not before others");
    }
    if (!channels.insert(known->channel).second || !sessions.insert(user.session).second) {
      return check_.fail("the session of " + user.name.text() + " is another user's too");
    }
    if (known->port != user.endpoint.port) {
      return check_.fail(user.name.text() + " announced port " + std::to_string(known->port) + " and has " +
                         std::to_string(user.endpoint.port));
    }
    ++known;
  }
}

}  // namespace parley::sim::check
