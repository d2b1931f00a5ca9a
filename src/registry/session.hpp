#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <variant>

#include "ports/stream.hpp"
#include "registry/idle_queue.hpp"
#include "registry/inbox.hpp"
#include "registry/limits.hpp"
#include "registry/session_id.hpp"
#include "wire/answer.hpp"

namespace parley::registry {

struct OnlineUser;
class Session;

/// Why a session ended.
enum class SessionEnd : std::uint8_t {
  kLoggedOut,  ///< The client asked for it.
  kLost,       ///< The connection closed or broke.
  kTimedOut,   ///< Nothing was heard for the keep-alive time-out.
  kNoLogin,    ///< Nobody logged in for the anonymous time-out.
  kEvicted,    ///< The oldest without a login, when a newcomer needed the place.
  kStalled,    ///< It took none of its answers for the stalled-write time-out.
  kTooLong,    ///< It sent a message longer than messages may be.
  kShutdown,   ///< The registry stops.
};

/// Takes what happens on the connections of sessions.
class SessionEvents {
 public:
  virtual void on_session_record(Session& session, std::string_view record) = 0;
  virtual void on_session_drained(Session& session) = 0;
  virtual void on_session_lost(Session& session) = 0;

 protected:
  ~SessionEvents() = default;
};

/// One connection: what it sent, what it is owed, and who is logged in on it. Sessions moves it through
/// its states:
///
///     who:       Anonymous ----log_in()----> Online
///
///     state:  kReady <---------------> kWorking     a request waits for the store or the hasher
///                kReady <---------------> kBlocked    too many answers wait to leave
///                any of them -----------> kEnded       once, for good
class Session final : private StreamHandler {
 public:
  enum class State : std::uint8_t { kReady, kWorking, kBlocked, kEnded };

  struct Anonymous {};
  struct Online {
    OnlineUser* user;
    std::unique_ptr<const UserName> host_named;  ///< By the last JOIN, until the next search.
  };

  /// Sends the greeting.
  Session(SessionId id, std::unique_ptr<Stream> stream, const RegistryLimits& limits, SessionEvents& events);

  SessionId id() const { return id_; }
  State state() const { return state_; }
  void set_state(State state) { state_ = state; }
  Stream& stream() { return *stream_; }
  Endpoint remote() const { return stream_->remote(); }
  wire::Dialect dialect() const { return inbox_.dialect(); }
  Inbox& inbox() { return inbox_; }

  bool is_online() const { return std::holds_alternative<Online>(who_); }
  Online& online() { return std::get<Online>(who_); }  ///< Where is_online().
  const UserName& user() const;                        ///< Where is_online().
  void log_in(OnlineUser& user) { who_ = Online{&user, nullptr}; }
  void log_out() { who_ = Anonymous{}; }

  /// A v1 answer leaves as a record of its own. v2 answers gather until flush().
  void answer(const wire::Answer& answer);
  void flush();

  /// Bytes that wait to leave, here and in the stream.
  std::size_t unsent() const { return outbox_.size() + stream_->unsent(); }

  /// Stops reading when the client is far ahead of its answers, and resumes when it is not.
  void update_reading();

  /// Bytes that left so far, give or take what the stream adds: it rises while the client takes answers.
  std::int64_t taken() const;

  IdleQueue::Entry arrival;        ///< Its place among the sessions without a login.
  IdleQueue::Entry stall;          ///< Its place among those with unsent answers,
  std::int64_t taken_at_mark = 0;  ///< and taken() when it got there.

 private:
  void write(std::string_view bytes);
  void on_open(const TlsIdentity& /*identity*/) override {}
  void on_record(std::string_view bytes) override { events_.on_session_record(*this, bytes); }
  void on_drained() override { events_.on_session_drained(*this); }
  void on_close(CloseCause /*cause*/, const std::string& /*reason*/) override {
    events_.on_session_lost(*this);
  }

  const SessionId id_;
  const RegistryLimits& limits_;
  SessionEvents& events_;
  std::unique_ptr<Stream> stream_;
  std::variant<Anonymous, Online> who_;
  Inbox inbox_;
  std::string outbox_;
  std::int64_t written_ = 0;
  State state_ = State::kReady;
  bool reading_ = true;
};

}  // namespace parley::registry
