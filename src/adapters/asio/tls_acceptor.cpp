#include "adapters/asio/tls_acceptor.hpp"

#include <cerrno>
#include <utility>

#include "adapters/asio/event_loop.hpp"
#include "adapters/asio/sockets.hpp"
#include "adapters/asio/tls_connection.hpp"
#include "base/limits.hpp"

namespace parley::adapters {
namespace {

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
  descriptor_.reset();
}

void TlsAcceptor::on_ready(Readiness /*readiness*/) {
  for (std::size_t i = 0; i < limits::kAcceptsPerTurn; ++i) {
    if (!descriptor_) return;
    if (handshakes_ >= limits::kPendingHandshakes) {
      full_ = true;
      return;
    }
    if (!accept_one()) break;
  }
  if (!pause_) start();
}

/// Whether there may be more.
bool TlsAcceptor::accept_one() {
  Endpoint remote;
  auto socket = accept_connection(descriptor_->fd(), remote);
  if (!socket) {
    if (out_of_resources(errno)) pause();
    return errno == EINTR || errno == ECONNABORTED;
  }
  auto connection = std::make_shared<TlsConnection>(shared_);
  auto over = [weak = weak_from_this(), raw = connection.get()](bool stands) {
    const auto self = weak.lock();
    if (self) self->on_handshake_over(raw->shared_from_this(), stands);
  };
  ++handshakes_;
  connection->serve(std::move(socket), remote, *context_, std::move(over));
  return true;
}

void TlsAcceptor::pause() {
  pause_ = std::make_unique<Delay>(shared_->loop, limits::kAcceptPause, [weak = weak_from_this()] {
    const auto self = weak.lock();
    if (!self) return;
    self->pause_.reset();
    if (self->descriptor_) self->start();
  });
}

void TlsAcceptor::on_handshake_over(const std::shared_ptr<TlsConnection>& connection, bool stands) {
  --handshakes_;
  if (std::exchange(full_, false) && descriptor_) start();
  if (!stands || handler_ == nullptr) return;
  shared_->loop.begin_turn();
  handler_->on_accept(std::make_unique<TlsStream>(connection));
}

TlsListener::TlsListener(std::shared_ptr<TlsAcceptor> acceptor)
    : acceptor_(std::move(acceptor)), local_(local_endpoint(acceptor_->fd())) {}

}  // namespace parley::adapters
