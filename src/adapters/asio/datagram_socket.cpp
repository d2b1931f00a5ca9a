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

void DatagramSocket::start() { descriptor_->await(Readiness::kReadable, shared_from_this()); }

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
  for (std::size_t i = 0; i < limits::kDatagramsPerTurn && descriptor_; ++i) {
    if (!receive_one()) break;
  }
  if (descriptor_) start();
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
