#include "tests/support/fake_network.hpp"

#include <algorithm>

#include "base/check.hpp"

namespace parley {
namespace {

Endpoint bound(Endpoint local, std::uint16_t port) {
  if (local.port == 0) local.port = port;
  return local;
}

class FakeListener final : public Listener {
 public:
  FakeListener(FakeNetwork& network, const Endpoint& local) : network_(network), local_(local) {}
  ~FakeListener() override { network_.listener = nullptr; }
  FakeListener(const FakeListener&) = delete;
  FakeListener& operator=(const FakeListener&) = delete;
  Endpoint local() const override { return local_; }

 private:
  FakeNetwork& network_;
  Endpoint local_;
};

class FakeDatagram final : public Datagram {
 public:
  FakeDatagram(FakeNetwork& network, const Endpoint& local, DatagramHandler& handler)
      : network_(network), local_(local), handler_(&handler) {
    network_.open_sockets.emplace_back(local_, handler_);
  }
  ~FakeDatagram() override { std::erase(network_.open_sockets, std::pair(local_, handler_)); }
  FakeDatagram(const FakeDatagram&) = delete;
  FakeDatagram& operator=(const FakeDatagram&) = delete;
  void send(const Endpoint& to, std::string_view bytes) override {
    network_.sent.push_back({to.to_string(), std::string(bytes)});
  }
  Endpoint local() const override { return local_; }

 private:
  FakeNetwork& network_;
  Endpoint local_;
  DatagramHandler* handler_;
};

}  // namespace

FakeStream::~FakeStream() {
  connection_->handler = nullptr;
  connection_->dropped = true;
}

void FakeStream::write(std::string_view bytes) {
  if (connection_->closed) return;
  if (connection_->keeps_written) connection_->written.emplace_back(bytes);
  if (connection_->stuck) connection_->unsent += bytes.size();
}

void FakeStream::close() {
  connection_->closed = true;
  connection_->handler = nullptr;
}

std::unique_ptr<Stream> FakeNetwork::connect(const HostPort& target, StreamHandler& handler) {
  auto connection = std::make_shared<FakeConnection>();
  connection->target = target;
  connection->remote = {kConnectedAddress, target.port};
  connection->handler = &handler;
  connection->keeps_written = keeps_written;
  connections.push_back(connection);
  return std::make_unique<FakeStream>(std::move(connection));
}

Result<std::unique_ptr<Listener>> FakeNetwork::listen(const Endpoint& local, ListenHandler& handler) {
  if (!listening_works) return Error{ErrorCode::kUnavailable, "the address is taken"};
  listener = &handler;
  return std::make_unique<FakeListener>(*this, bound(local, kListenerPort));
}

Result<std::unique_ptr<Datagram>> FakeNetwork::open_datagram(const Endpoint& local,
                                                             DatagramHandler& handler) {
  return open(bound(local, kDatagramPort), handler, datagrams_work);
}

Result<std::unique_ptr<Datagram>> FakeNetwork::join_group(const Endpoint& group,
                                                          const IpAddress& interface_address,
                                                          DatagramHandler& handler) {
  last_interface = interface_address;
  return open(group, handler, groups_work);
}

Result<std::unique_ptr<Datagram>> FakeNetwork::open(const Endpoint& local, DatagramHandler& handler,
                                                    bool works) {
  if (!works) return Error{ErrorCode::kUnavailable, "no such device"};
  return std::make_unique<FakeDatagram>(*this, local, handler);
}

std::shared_ptr<FakeConnection> FakeNetwork::accept(const Endpoint& remote) {
  PARLEY_CHECK(listener != nullptr);
  auto connection = std::make_shared<FakeConnection>();
  connection->remote = remote;
  connection->keeps_written = keeps_written;
  connections.push_back(connection);
  listener->on_accept(std::make_unique<FakeStream>(connection));
  return connection;
}

void FakeNetwork::deliver(std::string_view local, std::string_view bytes, const Endpoint& from) {
  const auto sockets = open_sockets;
  for (const auto& socket : sockets) {
    const bool open = std::find(open_sockets.begin(), open_sockets.end(), socket) != open_sockets.end();
    if (open && socket.first.to_string() == local) socket.second->on_datagram(from, bytes);
  }
}

}  // namespace parley
