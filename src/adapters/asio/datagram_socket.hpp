#pragma once

#include <memory>

#include "adapters/asio/descriptor.hpp"
#include "adapters/asio/shared_sockets.hpp"
#include "adapters/asio/socket_poller.hpp"
#include "adapters/system/file.hpp"
#include "ports/datagram.hpp"

namespace parley::adapters {

/// A UDP socket on the loop. It takes a bounded number of datagrams a turn; what the network reports as
/// an error is a loss.
class DatagramSocket final : public ReadinessHandler,
                             public FirstReader,
                             public std::enable_shared_from_this<DatagramSocket> {
 public:
  DatagramSocket(std::shared_ptr<SharedSockets> shared, FileDescriptor socket, DatagramHandler& handler);

  void start();
  void stop();
  void send(const Endpoint& to, std::string_view bytes);
  const Endpoint& local() const { return local_; }

  void on_ready(Readiness readiness) override;
  void read_first() override;

 private:
  void await();
  bool receive_one();

  std::shared_ptr<SharedSockets> shared_;
  std::unique_ptr<Descriptor> descriptor_;
  DatagramHandler* handler_;
  Endpoint local_;
};

/// The core's end of a DatagramSocket.
class SocketDatagram final : public Datagram {
 public:
  explicit SocketDatagram(std::shared_ptr<DatagramSocket> socket) : socket_(std::move(socket)) {}
  ~SocketDatagram() override { socket_->stop(); }
  SocketDatagram(const SocketDatagram&) = delete;
  SocketDatagram& operator=(const SocketDatagram&) = delete;

  void send(const Endpoint& to, std::string_view bytes) override { socket_->send(to, bytes); }
  Endpoint local() const override { return socket_->local(); }

 private:
  std::shared_ptr<DatagramSocket> socket_;
};

}  // namespace parley::adapters
