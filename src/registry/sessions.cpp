#include "registry/sessions.hpp"

#include <utility>

#include "base/limits.hpp"
#include "registry/log_line.hpp"

namespace parley::registry {

/// Sessions that ended are destroyed when the outermost call of the turn returns, not under the feet of
/// those who still use them.
class Sessions::Turn {
 public:
  explicit Turn(Sessions& sessions) : sessions_(sessions) { ++sessions_.turn_depth_; }
  ~Turn() {
    if (--sessions_.turn_depth_ == 0) sessions_.graveyard_.clear();
  }
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;

 private:
  Sessions& sessions_;
};

Sessions::Sessions(TimerQueue& timers, LogSink& log, SessionHandler& handler)
    : log_(log),
      handler_(handler),
      arrivals_(timers, limits::kAnonymousTimeout, [this](SessionId id) { end(id, EndCause::kNoLogin); }),
      stalled_(timers, limits::kStalledWriteTimeout, [this](SessionId id) { on_stalled(id); }) {}

void Sessions::open() {
  const Turn turn(*this);
  open_ = true;
  for (auto next = sessions_.begin(); next != sessions_.end();) {
    Session& session = (next++)->second;  // pump() may end it.
    session.set_activity(Session::Activity::kReady);
    pump(session);
  }
}

void Sessions::on_accept(std::unique_ptr<Stream> stream) {
  const Turn turn(*this);
  if (!make_place()) return;
  const SessionId id{++last_id_};
  SessionEvents& events = *this;
  Session& session = sessions_.try_emplace(id, id, std::move(stream), events).first->second;
  if (!open_) session.set_activity(Session::Activity::kWorking);
  arrivals_.add(session.arrival, id);
  mark_unsent(session);
}

bool Sessions::make_place() {
  if (sessions_.size() < limits::kSessions) return true;
  if (arrivals_.empty()) {
    log_line(log_, LogLevel::kWarning, {"a connection is refused: all places are taken"});
    return false;
  }
  end(arrivals_.oldest(), EndCause::kCrowdedOut);
  return true;
}

Session* Sessions::find(SessionId id) {
  const auto place = sessions_.find(id);
  return place == sessions_.end() ? nullptr : &place->second;
}

void Sessions::on_session_record(Session& session, std::string_view record) {
  const Turn turn(*this);
  if (session.activity() == Session::Activity::kEnded) return;
  handler_.on_heard(session);
  session.inbox().feed(record);
  pump(session);
}

void Sessions::on_session_drained(Session& session) {
  const Turn turn(*this);
  stalled_.remove(session.stall);
  if (session.activity() != Session::Activity::kHeldBack) return;
  session.set_activity(Session::Activity::kReady);
  pump(session);
}

void Sessions::on_session_lost(Session& session) {
  const Turn turn(*this);
  end(session, EndCause::kLost);
}

void Sessions::conclude(Session& session, const wire::Answer& answer) {
  const Turn turn(*this);
  session.set_activity(Session::Activity::kReady);
  session.answer(answer);
  pump(session);
}

void Sessions::pump(Session& session) {
  while (may_go_on(session)) {
    const auto message = session.inbox().next();
    if (message) {
      handler_.on_message(session, *message);
      continue;
    }
    if (!session.inbox().overflowed()) break;
    session.answer({wire::Verb::kError, wire::Status::kMalformed, ""});
    end(session, EndCause::kTooLong);
  }
  if (session.activity() == Session::Activity::kEnded) return;
  session.flush();
  session.regulate_reading();
  mark_unsent(session);
}

/// Whether the session may give out its next message now.
bool Sessions::may_go_on(Session& session) {
  if (session.activity() != Session::Activity::kReady) return false;
  if (session.unsent() <= limits::kUnsentBytes) return true;
  session.flush();
  if (session.unsent() <= limits::kUnsentBytes) return true;
  session.set_activity(Session::Activity::kHeldBack);
  return false;
}

/// Watches a session that leaves answers lying, from when it does so.
void Sessions::mark_unsent(Session& session) {
  if (session.stall.queued() || session.unsent() == 0) return;
  session.taken_at_mark = session.taken();
  stalled_.add(session.stall, session.id());
}

void Sessions::on_stalled(SessionId id) {
  const Turn turn(*this);
  Session* session = find(id);
  if (session == nullptr || session->unsent() == 0) return;
  if (session->taken() <= session->taken_at_mark) return end(*session, EndCause::kStalled);
  mark_unsent(*session);
}

void Sessions::end(SessionId id, EndCause cause) {
  if (Session* session = find(id)) end(*session, cause);
}

void Sessions::end(Session& session, EndCause cause) {
  if (session.activity() == Session::Activity::kEnded) return;
  const Turn turn(*this);
  session.set_activity(Session::Activity::kEnded);
  arrivals_.remove(session.arrival);
  stalled_.remove(session.stall);
  handler_.on_end(session, cause);
  if (cause != EndCause::kLost) {
    session.flush();
    session.stream().close();
  }
  graveyard_.push_back(sessions_.extract(session.id()));
}

void Sessions::end_all(EndCause cause) {
  const Turn turn(*this);
  while (!sessions_.empty()) end(sessions_.begin()->second, cause);
}

}  // namespace parley::registry
