#include "sim/check/presence_bound.hpp"

#include "sim/check/format.hpp"
#include "sim/check/limits.hpp"

namespace parley::sim::check {

void PresenceBound::ended_by_registry(const ReferenceModel& model, const ConnectionTracker& connection,
                                      TraceKind turn, std::size_t connections) {
  check_.count();
  const bool takes_no_answers = connection.under_way() >= kStallBytes;
  if (turn == TraceKind::kWake && takes_no_answers) return;
  if (!connection.user) {
    const bool crowded_out = turn == TraceKind::kAccepted && connections >= kMaxSessions;
    const bool too_long = turn == TraceKind::kWake && model.now - connection.accepted >= kLoginTimeout;
    if (!crowded_out && !too_long) check_.fail("a connection without a login was closed for no reason");
    return;
  }
  const ModelUser* online = model.online.find(*connection.user);
  const Duration silent = online == nullptr ? Duration::max() : model.now - online->heard;
  if (turn == TraceKind::kWake && silent >= kPresenceTimeout) return;
  check_.fail(connection.user->text() + "'s session was ended " + in_seconds(silent) +
              " after a sign of life came");
}

void PresenceBound::ended_for_silence(const std::string& user, Duration sent_nothing) {
  check_.require(sent_nothing <= kKeepAlivePeriod + kKeepAliveSlack,
                 [&] { return user + "'s program has sent no keep-alive for " + in_seconds(sent_nothing); });
}

void PresenceBound::instant_over(const ReferenceModel& model) {
  const ModelUser* online = model.online.most_silent();
  if (online == nullptr) return;
  check_.count();
  const Duration silent = model.now - online->maybe_heard;
  if (silent < kPresenceTimeout) return;
  check_.fail(online->name.text() + " is online, " + in_seconds(silent) + " after the last sign of life");
}

}  // namespace parley::sim::check
