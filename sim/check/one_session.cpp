#include "sim/check/one_session.hpp"

#include <set>
#include <string>

#include "registry/registry.hpp"
#include "registry/sessions.hpp"
#include "sim/check/limits.hpp"

namespace parley::sim::check {

void OneSession::after_turn(const ReferenceModel& model) {
  const std::size_t online = model.online.size();
  const std::size_t seen = model.registry->sessions().size();
  check_.require(online == seen, [&] {
    return std::to_string(seen) + " people are online, where " + std::to_string(online) + " should be";
  });
  const ModelUser* last = online == 0 ? nullptr : &model.online.in_order().back();
  if (online == online_ && last == last_) return;
  online_ = online;
  last_ = last;
  if (online > kFewPeople && ++skipped_ < online / kFewPeople) return;
  skipped_ = 0;
  compare(model);
}

void OneSession::compare(const ReferenceModel& model) {
  check_.count();
  auto known = model.online.in_order().begin();
  std::set<std::uint64_t> channels;
  std::set<registry::ConnectionId> sessions;
  for (const registry::Session& user : model.registry->sessions().in_order()) {
    if (known == model.online.in_order().end() || !(known->name == user.name)) {
      return check_.fail(user.name.text() + " is online and should not be, or not before others");
    }
    if (!channels.insert(known->channel).second || !sessions.insert(user.connection).second) {
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
