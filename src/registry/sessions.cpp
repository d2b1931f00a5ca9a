#include "registry/sessions.hpp"

#include <utility>

#include "registry/log_line.hpp"

namespace parley::registry {

/// Sessions that ended are destroyed when the outermost call of the turn returns, not under the feet of
/// those who still use them.
class Sessions::TurnScope {
 public:
  explicit TurnScope(Sessions& sessions) : sessions_(sessions) { ++sessions_.turn_depth_; }
  ~TurnScope() {
    if (--sessions_.turn_depth_ == 0) sessions_.ended_.clear();
  }
  TurnScope(const TurnScope&) = delete;
  TurnScope& operator=(const TurnScope&) = delete;

 private:
  Sessions& sessions_;
};

Sessions::Sessions(TimerQueue& timers, LogSink& log, const RegistryLimits& limits, SessionHandler& handler)
    : log_(log),
      limits_(limits),
      handler_(handler),
      arrivals_(timers, limits.anonymous_timeout, [this](SessionId id) { end(id, SessionEnd::kNoLogin); }),
      stalled_(timers, limits.stalled_write_timeout, [this](SessionId id) { on_stalled(id); }) {}

void Sessions::open() {
  const TurnScope turn(*this);
  open_ = true;
  for (auto next = sessions_.begin(); next != sessions_.end();) {
    Session& session = (next++)->second;  // pump() may end it.
    session.set_state(Session::State::kReady);
    pump(session);
  }
}

void Sessions::on_accept(std::unique_ptr<Stream> stream) {
  const TurnScope turn(*this);
  if (!evict_if_full()) return;
  const SessionId id{++last_id_};
  SessionEvents& events = *this;
  Session& session = sessions_.try_emplace(id, id, std::move(stream), limits_, events).first->second;
  if (!open_) session.set_state(Session::State::kWorking);
  arrivals_.add(session.arrival, id);
  mark_unsent(session);
}

bool Sessions::evict_if_full() {
  if (sessions_.size() < limits_.sessions) return true;
  if (arrivals_.empty()) {
    log_line(log_, LogLevel::kWarning, {"a connection is refused: all places are taken"});
    return false;
  }
  end(arrivals_.oldest(), SessionEnd::kEvicted);
  return true;
}

Session* Sessions::find(SessionId id) {
  const auto place = sessions_.find(id);
  return place == sessions_.end() ? nullptr : &place->second;
}

void Sessions::on_session_record(Session& session, std::string_view record) {
  const TurnScope turn(*this);
  if (session.state() == Session::State::kEnded) return;
  handler_.on_heard(session);
  session.inbox().feed(record);
  pump(session);
}

void Sessions::on_session_drained(Session& session) {
  const TurnScope turn(*this);
  stalled_.remove(session.stall);
  if (session.state() != Session::State::kBlocked) return;
  session.set_state(Session::State::kReady);
  pump(session);
}

void Sessions::on_session_lost(Session& session) {
  const TurnScope turn(*this);
  end(session, SessionEnd::kLost);
}

void Sessions::complete(Session& session, const wire::Answer& answer) {
  const TurnScope turn(*this);
  session.set_state(Session::State::kReady);
  session.answer(answer);
  pump(session);
}

void Sessions::pump(Session& session) {
  while (can_proceed(session)) {
    const auto message = session.inbox().next();
    if (message) {
      handler_.on_message(session, *message);
      continue;
    }
    if (!session.inbox().overflowed()) break;
    session.answer({wire::Verb::kError, wire::Status::kMalformed, ""});
    end(session, SessionEnd::kTooLong);
  }
  if (session.state() == Session::State::kEnded) return;
  session.flush();
  session.update_reading();
  mark_unsent(session);
}

/// Whether the session may give out its next message now.
bool Sessions::can_proceed(Session& session) {
  if (session.state() != Session::State::kReady) return false;
  if (session.unsent() <= limits_.unsent_bytes) return true;
  session.flush();
  if (session.unsent() <= limits_.unsent_bytes) return true;
  session.set_state(Session::State::kBlocked);
  return false;
}

/// Watches a session that leaves answers lying, from when it does so.
void Sessions::mark_unsent(Session& session) {
  if (session.stall.queued() || session.unsent() == 0) return;
  session.taken_at_mark = session.taken();
  stalled_.add(session.stall, session.id());
}

void Sessions::on_stalled(SessionId id) {
  const TurnScope turn(*this);
  Session* session = find(id);
  if (session == nullptr || session->unsent() == 0) return;
  if (session->taken() <= session->taken_at_mark) return end(*session, SessionEnd::kStalled);
  mark_unsent(*session);
}

void Sessions::end(SessionId id, SessionEnd cause) {
  if (Session* session = find(id)) end(*session, cause);
}

void Sessions::end(Session& session, SessionEnd cause) {
  if (session.state() == Session::State::kEnded) return;
  const TurnScope turn(*this);
  session.set_state(Session::State::kEnded);
  arrivals_.remove(session.arrival);
  stalled_.remove(session.stall);
  handler_.on_end(session, cause);
  if (cause != SessionEnd::kLost) {
    session.flush();
    session.stream().close();
  }
  ended_.push_back(sessions_.extract(session.id()));
}

void Sessions::end_all(SessionEnd cause) {
  const TurnScope turn(*this);
  while (!sessions_.empty()) end(sessions_.begin()->second, cause);
}

}  // namespace parley::registry
