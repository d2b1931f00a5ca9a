#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "ports/stream.hpp"
#include "registry/idle_queue.hpp"
#include "registry/inbox.hpp"
#include "registry/limits.hpp"
#include "wire/answer.hpp"

namespace parley::registry {

class Connections;
struct Session;

/// Why a connection ended, and with it the session on it, if any.
enum class ConnectionEnd : std::uint8_t {
  kLoggedOut,  ///< The client asked for it.
  kLost,       ///< The connection closed or broke.
  kTimedOut,   ///< Nothing was heard for the keep-alive time-out.
  kNoLogin,    ///< Nobody logged in for the anonymous time-out.
  kEvicted,    ///< The oldest without a login, when a newcomer needed the place.
  kStalled,    ///< It took none of its answers for the stalled-write time-out.
  kTooLong,    ///< It sent a message longer than messages may be.
  kShutdown,   ///< The registry stops.
};

/// One client's stream: what it sent and nobody read yet, what it is owed, and the session that is logged in
/// on it. Connections moves it through its states:
///
///     kReady <---------------> kWorking     a request waits for the store or the hasher
///     kReady <---------------> kBlocked     too many answers wait to leave
///     any of them -----------> kEnded       once, for good
class Connection final : private StreamHandler {
 public:
  enum class State : std::uint8_t { kReady, kWorking, kBlocked, kEnded };

  /// Sends the greeting.
  Connection(ConnectionId id, std::unique_ptr<Stream> stream, const RegistryLimits& limits,
             Connections& owner);

  ConnectionId id() const { return id_; }
  State state() const { return state_; }
  void set_state(State state) { state_ = state; }
  Stream& stream() { return *stream_; }
  Endpoint remote() const { return stream_->remote(); }
  wire::Dialect dialect() const { return inbox_.dialect(); }
  Inbox& inbox() { return inbox_; }

  /// Whether somebody is logged in here; where so, their session.
  bool has_session() const { return session_ != nullptr; }
  Session& session() const { return *session_; }
  const UserName& user() const;
  void set_session(Session* session) { session_ = session; }

  /// A v1 answer leaves as a record of its own. v2 answers gather until flush().
  void answer(const wire::Answer& answer);

  /// A line that answers nothing, to a v2 client; it gathers with the answers.
  void push(std::string_view line);

  void flush();

  /// Bytes that wait to leave, here and in the stream.
  std::size_t unsent() const { return outbox_.size() + stream_->unsent(); }

  /// Stops reading when the client is far ahead of its answers, and resumes when it is not.
  void update_reading();

  /// Bytes that left so far, give or take what the stream adds: it rises while the client takes answers.
  std::int64_t taken() const;

  /// Bytes of answers so far, left or not.
  std::int64_t answered() const { return written_ + static_cast<std::int64_t>(outbox_.size()); }

  IdleQueue::Entry arrival;        ///< Its place among the connections without a session.
  IdleQueue::Entry stall;          ///< Its place among those with unsent answers,
  std::int64_t taken_at_mark = 0;  ///< and taken() when it got there.
  bool unflushed = false;          ///< It is among those that the end of the turn flushes.
  bool queued = false;             ///< It has had its share of a turn, and waits for the next.

 private:
  void write(std::string_view bytes);
  void on_open(const TlsIdentity& /*identity*/) override {}
  void on_record(std::string_view bytes) override;
  void on_drained() override;
  void on_close(CloseCause cause, const std::string& reason) override;

  const ConnectionId id_;
  const RegistryLimits& limits_;
  Connections& owner_;
  std::unique_ptr<Stream> stream_;
  Session* session_ = nullptr;
  Inbox inbox_;
  std::string outbox_;
  std::int64_t written_ = 0;
  State state_ = State::kReady;
  bool reading_ = true;
};

}  // namespace parley::registry
