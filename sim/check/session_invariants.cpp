#include "sim/check/session_invariants.hpp"

#include <set>
#include <string>

#include "registry/registry.hpp"
#include "registry/sessions.hpp"
#include "sim/check/answer_text.hpp"
#include "sim/check/limits.hpp"

namespace parley::sim::check {

void OneSession::after_turn(const ReferenceModel& model) {
  const std::size_t online = model.online.size();
  const std::size_t seen = model.registry->sessions().size();
  check_.require(online == seen, [&] {
    return std::to_string(seen) + " users are online, but should be " + std::to_string(online);
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
      return check_.fail(user.name.text() +
                         " is online but should not be, or is listed before users who logged in earlier");
    }
    if (!channels.insert(known->channel).second || !sessions.insert(user.connection).second) {
      return check_.fail(user.name.text() + " shares a session with another user");
    }
    if (known->port != user.endpoint.port) {
      return check_.fail(user.name.text() + " announced port " + std::to_string(known->port) +
                         " but is listed with " + std::to_string(user.endpoint.port));
    }
    ++known;
  }
}

void PresenceBound::ended_by_registry(const ReferenceModel& model, const ConnectionTracker& connection,
                                      TraceKind turn, std::size_t connections) {
  check_.count();
  const bool takes_no_answers = connection.under_way() >= kStallBytes;
  if (turn == TraceKind::kWake && takes_no_answers) return;
  if (!connection.user) {
    const bool crowded_out = turn == TraceKind::kAccepted && connections >= kMaxSessions;
    const bool too_long = turn == TraceKind::kWake && model.now - connection.accepted >= kLoginTimeout;
    if (!crowded_out && !too_long)
      check_.fail("a connection without a login was closed before its time and without need");
    return;
  }
  const ModelUser* online = model.online.find(*connection.user);
  const Duration silent = online == nullptr ? Duration::max() : model.now - online->heard;
  if (turn == TraceKind::kWake && silent >= kPresenceTimeout) return;
  check_.fail(connection.user->text() + "'s session was ended " + in_seconds(silent) +
              " after its last sign of life, before the time-out");
}

void PresenceBound::ended_for_silence(const std::string& user, Duration sent_nothing) {
  check_.require(sent_nothing <= kKeepAlivePeriod + kKeepAliveSlack,
                 [&] { return user + "'s program sent no keep-alive for " + in_seconds(sent_nothing); });
}

void PresenceBound::instant_over(const ReferenceModel& model) {
  const ModelUser* online = model.online.most_silent();
  if (online == nullptr) return;
  check_.count();
  const Duration silent = model.now - online->maybe_heard;
  if (silent < kPresenceTimeout) return;
  check_.fail(online->name.text() + " is still online " + in_seconds(silent) +
              " after their last sign of life");
}

}  // namespace parley::sim::check
