#include "adapters/asio/tls_connection.hpp"

#include <utility>

#include "adapters/asio/turn_limits.hpp"
#include "base/check.hpp"
#include "base/limits.hpp"

namespace parley::adapters {

TlsConnection::TlsConnection(std::shared_ptr<SharedSockets> shared) : shared_(std::move(shared)) {}

void TlsConnection::dial(const HostPort& target, std::shared_ptr<const TlsContext> context,
                         StreamHandler& handler) {
  handler_ = &handler;
  limit(limits::kHandshakeTimeout, &TlsConnection::on_too_slow);
  auto dialled = [weak = weak_from_this(), context = std::move(context),
                  host = target.host](Result<Dialler::Dialled> result) {
    const auto self = weak.lock();
    if (!self || self->state_ != State::kDialling) return;
    if (!result) {
      self->end(CloseCause::kUnreachable, result.error().message);
      return;
    }
    self->remote_ = result->remote;
    self->session_ = context->connect(self->text_, host);
    self->begin(std::move(result->socket));
    self->handshake();
  };
  dialler_ = std::make_shared<Dialler>(shared_->loop, target, std::move(dialled));
  dialler_->start();
}

void TlsConnection::serve(FileDescriptor socket, const Endpoint& remote, const TlsContext& context,
                          Established established) {
  session_ = context.accept(text_);
  remote_ = remote;
  established_ = std::move(established);
  begin(std::move(socket));
}

void TlsConnection::begin(FileDescriptor socket) {
  state_ = State::kHandshaking;
  socket_.emplace(shared_->loop.sockets(), std::move(socket), shared_from_this());
}

void TlsConnection::limit(Duration time, void (TlsConnection::*on_end)()) {
  limit_ = std::make_unique<Delay>(shared_->loop, time, [weak = weak_from_this(), on_end] {
    if (const auto self = weak.lock()) (self.get()->*on_end)();
  });
}

void TlsConnection::on_too_slow() {
  const bool dialling = state_ == State::kDialling;
  end(dialling ? CloseCause::kUnreachable : CloseCause::kBroken,
      dialling ? "nobody answers there" : "the TLS handshake took too long");
}

void TlsConnection::on_socket(SocketEvents events) {
  readable_ = readable_ || events.readable || events.ended;
  hung_up_ = hung_up_ || events.ended;
  if (blocked_ && (events.writable || events.ended)) on_writable();
  if (state_ == State::kOpen && !queue_.empty()) send_early_records();
  if (wants_input()) on_input();
  if (state_ == State::kLingering && close_notify_sent_) discard_input();
}

void TlsConnection::on_writable() {
  blocked_ = false;
  const bool sent = send_output();
  if (sent && blocked_) return;
  if (state_ == State::kLingering) {
    sent ? wind_down() : release();
  } else if (!sent) {
    return;
  } else if (state_ == State::kOpen && handler_ != nullptr) {
    shared_->loop.begin_turn();
    handler_->on_drained();
  }
}

/// A step of the handshake with what has come.
void TlsConnection::handshake() {
  const TlsStep step = session_->handshake();
  send_soon();
  if (step == TlsStep::kAwaitReadable) return;
  if (step == TlsStep::kDone) {
    establish();
  } else {
    end(session_->untrusted() ? CloseCause::kUntrusted : CloseCause::kBroken, session_->failure());
  }
}

void TlsConnection::establish() {
  state_ = State::kOpen;
  limit_.reset();
  if (const auto established = std::exchange(established_, nullptr)) {
    established(true);
    return;
  }
  dialler_.reset();
  shared_->loop.begin_turn();
  handler_->on_open(session_->peer_identity());
  if (state_ == State::kOpen && !queue_.empty()) socket_->call_again();
}

void TlsConnection::set_handler(StreamHandler& handler) {
  PARLEY_CHECK(handler_ == nullptr);
  handler_ = &handler;
  if (reads()) socket_->call_again();
}

void TlsConnection::resume_reading() {
  reading_paused_ = false;
  if (reads()) socket_->call_again();
}

}  // namespace parley::adapters
