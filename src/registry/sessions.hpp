#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <vector>

#include "ports/network.hpp"
#include "ports/timer_queue.hpp"
#include "registry/session.hpp"

namespace parley {
class LogSink;
}  // namespace parley

namespace parley::registry {

/// What the sessions are for.
class SessionHandler {
 public:
  /// Any record: a sign of life.
  virtual void on_heard(Session& session) = 0;

  /// One message, valid until the call returns. The handler answers it, sets the session to work, or
  /// ends the session.
  virtual void on_message(Session& session, std::string_view message) = 0;

  /// The session ends, this once; its connection closes after the call.
  virtual void on_end(Session& session, SessionEnd cause) = 0;

 protected:
  ~SessionHandler() = default;
};

/// All connections: accepts them, gives their messages out one by one in order, and ends each exactly
/// once. Keeps the bounds: their number, the time without a login, and answers that nobody takes.
class Sessions final : public ListenHandler, private SessionEvents {
 public:
  Sessions(TimerQueue& timers, LogSink& log, const RegistryLimits& limits, SessionHandler& handler);

  /// Until open() no message is given out: connections wait as if for an outcome.
  void open();

  void on_accept(std::unique_ptr<Stream> stream) override;

  /// The session that waits for the outcome of its request, if it is still there.
  Session* find(SessionId id);

  /// Answers the request that a session waited for, and goes on with those behind it.
  void complete(Session& session, const wire::Answer& answer);

  /// Somebody logged in: the session no longer counts as without a login.
  void mark_authenticated(Session& session) { arrivals_.remove(session.arrival); }

  /// Ends a session, unless it has ended. It stays valid until the present turn is over.
  void end(Session& session, SessionEnd cause);
  void end(SessionId id, SessionEnd cause);
  void end_all(SessionEnd cause);

  std::size_t size() const { return sessions_.size(); }

 private:
  using Table = std::map<SessionId, Session>;
  class TurnScope;

  void on_session_record(Session& session, std::string_view record) override;
  void on_session_drained(Session& session) override;
  void on_session_lost(Session& session) override;
  void on_stalled(SessionId id);

  bool evict_if_full();
  void pump(Session& session);
  bool can_proceed(Session& session);
  void mark_unsent(Session& session);

  LogSink& log_;
  const RegistryLimits& limits_;
  SessionHandler& handler_;
  IdleQueue arrivals_;  ///< Sessions without a login, oldest first.
  IdleQueue stalled_;   ///< Sessions with unsent answers.
  Table sessions_;
  std::vector<Table::node_type> ended_;  ///< Ended in this turn, perhaps by their own callbacks.
  std::uint64_t last_id_ = 0;
  int turn_depth_ = 0;
  bool open_ = false;
};

}  // namespace parley::registry
