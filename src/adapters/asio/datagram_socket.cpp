#include "adapters/asio/datagram_socket.hpp"

#include <cerrno>
#include <utility>

#include "adapters/asio/event_loop.hpp"
#include "adapters/asio/socket_address.hpp"
#include "adapters/asio/sockets.hpp"
#include "base/limits.hpp"

namespace parley::adapters {

DatagramSocket::DatagramSocket(std::shared_ptr<SharedSockets> shared, FileDescriptor socket,
                               DatagramHandler& handler)
    : shared_(std::move(shared)), handler_(&handler), local_(local_endpoint(socket.number())) {
  descriptor_ = std::make_unique<Descriptor>(shared_->loop, socket.release());
}

void DatagramSocket::start() {
  shared_->loop.sockets().read_before_rounds(weak_from_this());
  await();
}

void DatagramSocket::await() { descriptor_->await(Readiness::kReadable, shared_from_this()); }

void DatagramSocket::stop() {
  handler_ = nullptr;
  descriptor_.reset();
}

void DatagramSocket::send(const Endpoint& to, std::string_view bytes) {
  const auto address = to_socket_address(to, family_of(local_.address));
  if (!address) return;
  ::sendto(descriptor_->fd(), bytes.data(), bytes.size(), MSG_DONTWAIT | MSG_NOSIGNAL, address->get(),
           address->length);
}

void DatagramSocket::on_ready(Readiness /*readiness*/) {
  read_first();
  if (descriptor_) await();
}

/// Keep-alives, where they are read: a session must not be lost because others have much to say.
void DatagramSocket::read_first() {
  for (std::size_t i = 0; i < limits::kDatagramsPerTurn && descriptor_; ++i) {
    if (!receive_one()) break;
  }
}

/// Whether there may be more.
bool DatagramSocket::receive_one() {
  SocketAddress from;
  auto& scratch = shared_->scratch;
  const ssize_t got =
      ::recvfrom(descriptor_->fd(), scratch.data(), scratch.size(), MSG_DONTWAIT, from.get(), &from.length);
  if (got < 0) return errno != EAGAIN;
  shared_->loop.begin_turn();
  handler_->on_datagram(to_endpoint(from), {scratch.data(), static_cast<std::size_t>(got)});
  return true;
}

}  // namespace parley::adapters
