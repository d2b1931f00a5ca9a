#include "sim/check/presence_bound.hpp"

#include "sim/check/limits.hpp"
#include "sim/check/words.hpp"

namespace parley::sim::check {

void PresenceBound::ended_by_registry(const Books& books, const Talk& talk, TraceKind turn,
                                      std::size_t connections) {
  check_.count();
  const bool takes_no_answers = talk.under_way() >= kMayStall;
  if (turn == TraceKind::kWake && takes_no_answers) return;
  if (!talk.user) {
    const bool crowded_out = turn == TraceKind::kAccepted && connections >= kMostSessions;
    const bool too_long = turn == TraceKind::kWake && books.now - talk.accepted >= kWithoutLogin;
    if (!crowded_out && !too_long) check_.fail("a connection without a login was closed for no reason");
    return;
  }
  const KnownOnline* online = books.online.find(*talk.user);
  const Duration silent = online == nullptr ? Duration::max() : books.now - online->heard;
  if (turn == TraceKind::kWake && silent >= kSilence) return;
  check_.fail(talk.user->text() + "'s session was ended " + in_seconds(silent) +
              " after a sign of life came");
}

void PresenceBound::ended_for_silence(const std::string& user, Duration sent_nothing) {
  check_.require(sent_nothing <= kKeepAliveEvery + kKeepAliveSlack,
                 [&] { return user + "'s program has sent no keep-alive for " + in_seconds(sent_nothing); });
}

void PresenceBound::instant_over(const Books& books) {
  const KnownOnline* online = books.online.most_silent();
  if (online == nullptr) return;
  check_.count();
  const Duration silent = books.now - online->maybe_heard;
  if (silent < kSilence) return;
  check_.fail(online->name.text() + " is online, " + in_seconds(silent) + " after the last sign of life");
}

}  // namespace parley::sim::check
