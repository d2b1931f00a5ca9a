#pragma once

#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ports/network.hpp"

namespace parley::client {

/// One TLS stream as the registry's side sees it.
struct ConnectionState {
  HostPort target;
  StreamHandler* handler = nullptr;  ///< nullptr once closed or dropped by the peer.
  std::deque<std::string> written;
  bool closed = false;   ///< In order.
  bool dropped = false;  ///< The Stream is destroyed.
};

class FakeStream final : public Stream {
 public:
  explicit FakeStream(std::shared_ptr<ConnectionState> wire) : wire_(std::move(wire)) {}
  ~FakeStream() override {
    wire_->handler = nullptr;
    wire_->dropped = true;
  }
  void set_handler(StreamHandler& handler) override { wire_->handler = &handler; }
  void write(std::string_view bytes) override {
    if (!wire_->closed) wire_->written.emplace_back(bytes);
  }
  std::size_t unsent() const override { return 0; }
  void pause_reading() override {}
  void resume_reading() override {}
  void close() override {
    wire_->closed = true;
    wire_->handler = nullptr;
  }
  Endpoint remote() const override { return {IpAddress::v4(0xc0000201), wire_->target.port}; }

 private:
  std::shared_ptr<ConnectionState> wire_;
};

struct Sent {
  std::string to;
  std::string bytes;
  bool operator==(const Sent&) const = default;
};

/// The network of one peer: streams that the test answers on, and what its datagram sockets sent.
class FakeNetwork final : public Network {
 public:
  std::unique_ptr<Stream> connect(const HostPort& target, StreamHandler& handler) override {
    wires.push_back(std::make_shared<ConnectionState>(ConnectionState{target, &handler, {}, false, false}));
    return std::make_unique<FakeStream>(wires.back());
  }
  Result<std::unique_ptr<Listener>> listen(const Endpoint& /*local*/, ListenHandler& /*handler*/) override {
    return Error{ErrorCode::kUnavailable, "a peer listens nowhere"};
  }
  Result<std::unique_ptr<Datagram>> open_datagram(const Endpoint& local, DatagramHandler& handler) override {
    return open(local, handler, datagrams_work);
  }
  Result<std::unique_ptr<Datagram>> join_group(const Endpoint& group, const IpAddress& interface_address,
                                               DatagramHandler& handler) override {
    last_interface = interface_address;
    return open(group, handler, groups_work);
  }

  ConnectionState& wire() { return *wires.back(); }
  std::vector<Sent> take_sent() { return std::exchange(sent, {}); }
  /// Hands a datagram to every open socket that was bound to `local`.
  void deliver(const std::string& local, std::string_view bytes) {
    const auto sockets = open_sockets;
    for (const auto& [where, handler] : sockets) {
      if (where == local) handler->on_datagram({kLoopback, 9}, bytes);
    }
  }

  std::vector<std::shared_ptr<ConnectionState>> wires;
  std::vector<Sent> sent;
  std::vector<std::pair<std::string, DatagramHandler*>> open_sockets;
  IpAddress last_interface;
  bool datagrams_work = true;
  bool groups_work = true;

 private:
  class Socket final : public Datagram {
   public:
    Socket(FakeNetwork& network, Endpoint local, DatagramHandler& handler)
        : network_(network), local_(local), handler_(&handler) {
      network_.open_sockets.emplace_back(local_.to_string(), handler_);
    }
    ~Socket() override { std::erase(network_.open_sockets, std::pair(local_.to_string(), handler_)); }
    void send(const Endpoint& to, std::string_view bytes) override {
      network_.sent.push_back({to.to_string(), std::string(bytes)});
    }
    Endpoint local() const override { return local_; }

   private:
    FakeNetwork& network_;
    Endpoint local_;
    DatagramHandler* handler_;
  };

  Result<std::unique_ptr<Datagram>> open(const Endpoint& local, DatagramHandler& handler, bool works) {
    if (!works) return Error{ErrorCode::kUnavailable, "no such device"};
    return std::make_unique<Socket>(*this, local, handler);
  }
};

}  // namespace parley::client
