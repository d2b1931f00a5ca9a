// How a TlsConnection ends: in order, suddenly, or by the other side.

#include <sys/socket.h>

#include <cerrno>
#include <utility>

#include "adapters/asio/sockets.hpp"
#include "adapters/asio/tls_connection.hpp"
#include "base/limits.hpp"

namespace parley::adapters {

void TlsConnection::close() {
  handler_ = nullptr;
  if (state_ == State::kOpen) {
    state_ = State::kLingering;
    ++shared_->closing_unsent;
    limit(limits::kLingerTimeout, &TlsConnection::release);
    if (session_->say_goodbye() == TlsStep::kFailed) return release();
    wind_down();
  } else if (state_ != State::kLingering) {
    drop();
  }
}

void TlsConnection::drop() {
  handler_ = nullptr;
  if (state_ == State::kLingering) return;
  if (socket_) reset_on_close(socket_->fd());
  release();
}

/// What waits, good-bye behind it, then the end of our side. Theirs is awaited, since closing a socket that
/// holds unread bytes would reset the connection and take what we sent last with it.
void TlsConnection::wind_down() {
  if (blocked_) return;
  if (!send_output()) return release();
  if (blocked_) return;
  close_notify_sent_ = true;
  session_.reset();
  std::string().swap(received_);
  ::shutdown(socket_->fd(), SHUT_WR);
  finish_closing();
  readable_ = true;
  discard_input();
}

void TlsConnection::discard_input() {
  for (std::size_t i = 0; i < limits::kRecordsPerTurn && readable_; ++i) {
    const ssize_t got = ::recv(socket_->fd(), shared_->scratch.data(), shared_->scratch.size(), MSG_DONTWAIT);
    if (got > 0 || (got < 0 && errno == EINTR)) continue;
    if (got == 0 || errno != EAGAIN) return release();
    readable_ = false;
  }
  if (readable_) socket_->call_again();
}

void TlsConnection::end(CloseCause cause, const std::string& reason) {
  const std::string kept = reason;  // It may be the session's, which goes now.
  auto* handler = std::exchange(handler_, nullptr);
  const auto established = std::exchange(established_, nullptr);
  if (socket_ && !blocked_) send_output();  // What TLS says to that, an alert or a good-bye.
  release();
  if (established) established(false);
  if (handler == nullptr) return;
  shared_->loop.begin_turn();
  handler->on_close(cause, kept);
}

/// From within a call of the core, which nothing may re-enter.
void TlsConnection::end_later(std::string reason) {
  shared_->loop.post([self = shared_from_this(), reason = std::move(reason)] {
    const bool stands = self->state_ == State::kOpen || self->state_ == State::kHandshaking;
    if (stands) self->end(CloseCause::kBroken, reason);
  });
}

/// The system has all that we owed the other side, or never will.
void TlsConnection::finish_closing() {
  if (--shared_->closing_unsent == 0 && shared_->flushed)
    shared_->loop.post(std::exchange(shared_->flushed, nullptr));
}

void TlsConnection::release() {
  const bool owed = state_ == State::kLingering && !close_notify_sent_;
  state_ = State::kClosed;
  if (dialler_) dialler_->cancel();
  dialler_.reset();
  limit_.reset();
  session_.reset();
  socket_.reset();
  queue_.clear();
  text_ = {};
  waiting_ = 0;
  std::string().swap(received_);
  if (owed) finish_closing();
}

}  // namespace parley::adapters
