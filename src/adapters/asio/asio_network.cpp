#include "adapters/asio/asio_network.hpp"

#include <utility>

#include "adapters/asio/datagram_socket.hpp"
#include "adapters/asio/event_loop.hpp"
#include "adapters/asio/shared_sockets.hpp"
#include "adapters/asio/sockets.hpp"
#include "adapters/asio/tls_acceptor.hpp"
#include "adapters/asio/tls_stream.hpp"
#include "base/check.hpp"

namespace parley::adapters {
namespace {

Result<std::unique_ptr<Datagram>> start_datagram(const std::shared_ptr<SharedSockets>& shared,
                                                 Result<FileDescriptor> opened, DatagramHandler& handler) {
  if (!opened) return opened.error();
  auto socket = std::make_shared<DatagramSocket>(shared, *std::move(opened), handler);
  socket->start();
  return std::make_unique<SocketDatagram>(std::move(socket));
}

}  // namespace

AsioNetwork::AsioNetwork(EventLoop& loop, NetworkTls tls)
    : shared_(std::make_shared<SharedSockets>(loop)),
      client_(std::make_shared<TlsContext>(std::move(tls.client))) {
  if (tls.server) server_ = std::make_shared<TlsContext>(*std::move(tls.server));
}

AsioNetwork::~AsioNetwork() = default;

std::unique_ptr<Stream> AsioNetwork::connect(const HostPort& target, StreamHandler& handler) {
  auto connection = std::make_shared<TlsConnection>(shared_);
  connection->dial(target, client_, handler);
  return std::make_unique<TlsStream>(std::move(connection));
}

Result<std::unique_ptr<Listener>> AsioNetwork::listen(const Endpoint& local, ListenHandler& handler) {
  PARLEY_CHECK(server_ != nullptr);
  auto socket = open_listening_socket(local);
  if (!socket) return socket.error();
  auto acceptor = std::make_shared<TlsAcceptor>(shared_, server_, *std::move(socket), handler);
  acceptor->start();
  return std::make_unique<TlsListener>(std::move(acceptor));
}

Result<std::unique_ptr<Datagram>> AsioNetwork::open_datagram(const Endpoint& local,
                                                             DatagramHandler& handler) {
  return start_datagram(shared_, open_udp_socket(local), handler);
}

Result<std::unique_ptr<Datagram>> AsioNetwork::join_group(const Endpoint& group,
                                                          const IpAddress& interface_address,
                                                          DatagramHandler& handler) {
  return start_datagram(shared_, open_group_socket(group, interface_address), handler);
}

void AsioNetwork::when_flushed(std::function<void()> flushed) {
  if (shared_->closing_unsent == 0) {
    shared_->loop.post(std::move(flushed));
  } else {
    shared_->flushed = std::move(flushed);
  }
}

}  // namespace parley::adapters
