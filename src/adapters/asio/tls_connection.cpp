#include "adapters/asio/tls_connection.hpp"

#include <utility>

#include "adapters/asio/event_loop.hpp"
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
    self->descriptor_ = std::move(result->descriptor);
    self->remote_ = result->remote;
    self->session_ = context->connect(self->descriptor_->fd(), host);
    self->state_ = State::kHandshaking;
    self->handshake();
  };
  dialler_ = std::make_shared<Dialler>(shared_->loop, target, std::move(dialled));
  dialler_->start();
}

void TlsConnection::serve(FileDescriptor socket, const Endpoint& remote, const TlsContext& context,
                          Established established) {
  descriptor_ = std::make_unique<Descriptor>(shared_->loop, socket.release());
  session_ = context.accept(descriptor_->fd());
  remote_ = remote;
  established_ = std::move(established);
  state_ = State::kHandshaking;
  await(Readiness::kReadable);
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

void TlsConnection::on_ready(Readiness readiness) {
  (readiness == Readiness::kReadable ? awaits_readable_ : awaits_writable_) = false;
  switch (state_) {
    case State::kHandshaking:
      handshake();
      break;
    case State::kOpen:
      serve_socket();
      break;
    case State::kLingering:
      close_notify_sent_ ? discard_input() : wind_down();
      break;
    case State::kDialling:
    case State::kClosed:
      break;
  }
}

void TlsConnection::handshake() {
  const TlsStep step = session_->handshake();
  if (await(step)) return;
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
  handler_->on_open(session_->peer_identity());
  if (state_ != State::kOpen) return;
  if (!queue_.empty()) await(Readiness::kWritable);
  if (reads()) await(Readiness::kReadable);
}

/// Both directions whatever woke us: TLS may want to read in order to write, and the other way round.
void TlsConnection::serve_socket() {
  if (!queue_.empty() && flush()) {
    shared_->loop.begin_turn();
    handler_->on_drained();
  }
  if (reads()) read_records();
}

void TlsConnection::read_records() {
  const std::span<char, kRecordBytes> buffer(shared_->scratch.data(), kRecordBytes);
  const Instant now = shared_->loop.now();
  if (now - counting_since_ >= limits::kRecordsWithoutDataTime) {
    counting_since_ = now;
    session_->forget_records_without_data();
  }
  for (std::size_t i = 0; i < limits::kRecordsPerTurn && reads(); ++i) {
    std::size_t got = 0;
    const TlsStep step = session_->read_record(buffer, got);
    if (!take_record(step, {buffer.data(), got})) return;
  }
  if (reads()) await(Readiness::kReadable);  // The others first.
}

/// Whether another record may follow at once.
bool TlsConnection::take_record(TlsStep step, std::string_view record) {
  if (await(step)) return false;
  if (step == TlsStep::kDone) {
    shared_->loop.begin_turn();
    handler_->on_record(record);
    return true;
  }
  if (step == TlsStep::kPeerClosed) {
    session_->say_goodbye();
    end(CloseCause::kPeerClosed, "the other side closed the connection");
  } else {
    end(CloseCause::kBroken, session_->failure());
  }
  return false;
}

void TlsConnection::set_handler(StreamHandler& handler) {
  PARLEY_CHECK(handler_ == nullptr);
  handler_ = &handler;
  if (reads()) await(Readiness::kReadable);
}

void TlsConnection::resume_reading() {
  reading_paused_ = false;
  if (reads()) await(Readiness::kReadable);
}

void TlsConnection::write(std::string_view bytes) {
  while (!bytes.empty() && (handler_ != nullptr || state_ == State::kOpen)) {
    const auto record = bytes.substr(0, kRecordBytes);
    bytes.remove_prefix(record.size());
    send_record(record);
  }
}

void TlsConnection::send_record(std::string_view record) {
  if (state_ != State::kOpen || !queue_.empty()) {
    queue_.push(record);
    return;
  }
  const TlsStep step = session_->write_record(record);
  if (step == TlsStep::kDone) return;
  queue_.push(record);  // TLS has begun with it, and wants the same bytes again.
  if (!await(step)) end_later(session_->failure());
}

/// Whether all is sent; else a wait is under way, or the connection has ended.
bool TlsConnection::flush() {
  while (!queue_.empty()) {
    const TlsStep step = session_->write_record(queue_.front());
    if (await(step)) return false;
    if (step != TlsStep::kDone) {
      end(CloseCause::kBroken, session_->failure());
      return false;
    }
    queue_.pop();
  }
  return true;
}

void TlsConnection::await(Readiness readiness) {
  bool& awaited = readiness == Readiness::kReadable ? awaits_readable_ : awaits_writable_;
  if (std::exchange(awaited, true)) return;
  descriptor_->await(readiness, shared_from_this());
}

/// Whether the step has to be repeated; then that is seen to.
bool TlsConnection::await(TlsStep step) {
  if (step == TlsStep::kAwaitReadable) await(Readiness::kReadable);
  if (step == TlsStep::kAwaitWritable) await(Readiness::kWritable);
  return step == TlsStep::kAwaitReadable || step == TlsStep::kAwaitWritable;
}

}  // namespace parley::adapters
