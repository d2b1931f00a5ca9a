#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ports/network.hpp"

namespace parley {

/// One TLS connection as the other end sees it; it outlives the stream. The test calls `handler`, which is
/// nullptr once the stream is closed or destroyed: nothing comes after that.
struct FakeConnection {
  HostPort target;  ///< Of a stream that was opened here.
  Endpoint remote;
  StreamHandler* handler = nullptr;
  std::deque<std::string> written;  ///< Record by record.
  std::size_t unsent = 0;
  bool keeps_written = true;  ///< A benchmark wants no memory of it.
  bool stuck = false;         ///< The other end takes nothing: what is written stays unsent.
  bool paused = false;
  bool closed = false;   ///< In order.
  bool dropped = false;  ///< The Stream is destroyed.
};

class FakeStream final : public Stream {
 public:
  explicit FakeStream(std::shared_ptr<FakeConnection> connection) : connection_(std::move(connection)) {}
  ~FakeStream() override;
  FakeStream(const FakeStream&) = delete;
  FakeStream& operator=(const FakeStream&) = delete;

  void set_handler(StreamHandler& handler) override { connection_->handler = &handler; }
  void write(std::string_view bytes) override;
  std::size_t unsent() const override { return connection_->unsent; }
  void pause_reading() override { connection_->paused = true; }
  void resume_reading() override { connection_->paused = false; }
  void close() override;
  Endpoint remote() const override { return connection_->remote; }

 private:
  std::shared_ptr<FakeConnection> connection_;
};

struct SentDatagram {
  std::string to;
  std::string bytes;
  bool operator==(const SentDatagram&) const = default;
};

/// The network of one node, which carries nothing: the test plays the other end of each connection and
/// socket. A port of 0 becomes kListenerPort or kDatagramPort. Opening fails where the test says so.
class FakeNetwork final : public Network {
 public:
  static constexpr std::uint16_t kListenerPort = 40001;
  static constexpr std::uint16_t kDatagramPort = 40002;
  static constexpr IpAddress kConnectedAddress = IpAddress::v4(0xc0000201);  ///< Where each connect() leads.

  std::unique_ptr<Stream> connect(const HostPort& target, StreamHandler& handler) override;
  Result<std::unique_ptr<Listener>> listen(const Endpoint& local, ListenHandler& handler) override;
  Result<std::unique_ptr<Datagram>> open_datagram(const Endpoint& local, DatagramHandler& handler) override;
  Result<std::unique_ptr<Datagram>> join_group(const Endpoint& group, const IpAddress& interface_address,
                                               DatagramHandler& handler) override;

  /// Somebody connects to the listener.
  std::shared_ptr<FakeConnection> accept(const Endpoint& remote = {kLoopback, 4711});
  /// The newest connection, in either direction.
  FakeConnection& connection() { return *connections.back(); }
  /// Hands a datagram to each open socket that is bound to `local`.
  void deliver(std::string_view local, std::string_view bytes, const Endpoint& from = {kLoopback, 9});
  std::vector<SentDatagram> take_sent() { return std::exchange(sent, {}); }

  std::vector<std::shared_ptr<FakeConnection>> connections;  ///< In the order in which they came to be.
  std::vector<SentDatagram> sent;
  std::vector<std::pair<Endpoint, DatagramHandler*>> open_sockets;
  ListenHandler* listener = nullptr;  ///< While somebody listens.
  IpAddress last_interface;           ///< Of the last join_group().
  bool listening_works = true;
  bool datagrams_work = true;
  bool groups_work = true;
  bool keeps_written = true;  ///< For connections to come.

 private:
  Result<std::unique_ptr<Datagram>> open(const Endpoint& local, DatagramHandler& handler, bool works);
};

}  // namespace parley
