#include "adapters/asio/tls_acceptor.hpp"

#include <malloc.h>

#include <cerrno>
#include <utility>

#include "adapters/asio/event_loop.hpp"
#include "adapters/asio/sockets.hpp"
#include "adapters/asio/tls_stream.hpp"
#include "base/limits.hpp"

namespace parley::adapters {
namespace {

constexpr Duration kSweepPause = std::chrono::milliseconds(500);
constexpr std::uint64_t kWorthTrimming = 256;  ///< Handshakes since the last time.

bool out_of_resources(int number) {
  return number == EMFILE || number == ENFILE || number == ENOBUFS || number == ENOMEM;
}

}  // namespace

TlsAcceptor::TlsAcceptor(std::shared_ptr<SharedSockets> shared, std::shared_ptr<const TlsContext> context,
                         FileDescriptor socket, ListenHandler& handler)
    : shared_(std::move(shared)),
      context_(std::move(context)),
      descriptor_(std::make_unique<Descriptor>(shared_->loop, socket.release())),
      handler_(&handler) {}

void TlsAcceptor::start() { descriptor_->await(Readiness::kReadable, shared_from_this()); }

void TlsAcceptor::stop() {
  handler_ = nullptr;
  pause_.reset();
  sweep_.reset();
  descriptor_.reset();
  for (const auto& [number, handshake] : std::exchange(handshakes_, {})) handshake.connection->drop();
}

void TlsAcceptor::on_ready(Readiness /*readiness*/) {
  for (std::size_t i = 0; i < limits::kAcceptsPerTurn && descriptor_; ++i) {
    if (handshakes_.size() >= limits::kPendingHandshakes) {
      pause();
      break;
    }
    if (!accept_one()) break;
  }
  if (descriptor_ && !pause_) start();
}

/// Whether there may be more.
bool TlsAcceptor::accept_one() {
  Endpoint remote;
  auto socket = accept_connection(descriptor_->fd(), remote);
  if (!socket) {
    if (out_of_resources(errno)) pause();
    return errno == EINTR || errno == ECONNABORTED;
  }
  if (!handler_->admits(remote)) return true;
  auto connection = std::make_shared<TlsConnection>(shared_);
  const auto number = next_number_++;
  handshakes_.emplace(number, Handshake{connection, shared_->loop.now()});
  connection->serve(std::move(socket), remote, *context_,
                    [weak = weak_from_this(), number](bool established) {
                      if (const auto self = weak.lock()) self->on_handshake_over(number, established);
                    });
  if (!sweep_) sweep_later();
  return true;
}

void TlsAcceptor::sweep_later() {
  sweep_ = std::make_unique<Delay>(shared_->loop, kSweepPause, [weak = weak_from_this()] {
    if (const auto self = weak.lock()) self->sweep();
  });
}

/// Ends the handshakes that take too long.
void TlsAcceptor::sweep() {
  const Instant now = shared_->loop.now();
  if (handshakes_.size() > limits::kStormHandshakes) last_storm_ = now;
  const bool storm = last_storm_ && now - *last_storm_ < limits::kStormHandshakeTimeout;
  const Instant latest = now - (storm ? limits::kStormHandshakeTimeout : limits::kHandshakeTimeout);
  while (!handshakes_.empty() && handshakes_.begin()->second.since <= latest) {
    handshakes_.begin()->second.connection->drop();
    handshakes_.erase(handshakes_.begin());
  }
  sweep_.reset();
  if (!handshakes_.empty()) {
    sweep_later();
  } else if (next_number_ - trimmed_at_ >= kWorthTrimming) {
    // A handshake's buffers are five times what the session keeps, and lie scattered between sessions.
    trimmed_at_ = next_number_;
    ::malloc_trim(0);
  }
}

void TlsAcceptor::pause() {
  pause_ = std::make_unique<Delay>(shared_->loop, limits::kAcceptPause, [weak = weak_from_this()] {
    const auto self = weak.lock();
    if (!self) return;
    self->pause_.reset();
    if (self->descriptor_) self->start();
  });
}

void TlsAcceptor::on_handshake_over(std::uint64_t number, bool established) {
  const auto handshake = handshakes_.extract(number);
  if (std::exchange(pause_, nullptr)) start();
  if (!established || handler_ == nullptr) return;
  shared_->loop.begin_turn();
  handler_->on_accept(std::make_unique<TlsStream>(handshake.mapped().connection));
}

TlsListener::TlsListener(std::shared_ptr<TlsAcceptor> acceptor)
    : acceptor_(std::move(acceptor)), local_(local_endpoint(acceptor_->fd())) {}

}  // namespace parley::adapters
