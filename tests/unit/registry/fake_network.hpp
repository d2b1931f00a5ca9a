#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "ports/network.hpp"

namespace parley::registry::test {

/// What a test sees of one connection, from the client's side; it outlives the stream.
struct ConnectionState {
  std::vector<std::string> records;  ///< What the registry wrote, record by record.
  StreamHandler* handler = nullptr;  ///< While the registry holds the stream.
  Endpoint remote;
  bool closed = false;  ///< In order, by the registry.
  bool paused = false;
  bool stuck = false;  ///< The client takes nothing: what is written stays unsent.
  std::size_t unsent = 0;
};

class FakeStream final : public Stream {
 public:
  explicit FakeStream(std::shared_ptr<ConnectionState> wire) : wire_(std::move(wire)) {}
  ~FakeStream() override { wire_->handler = nullptr; }
  FakeStream(const FakeStream&) = delete;
  FakeStream& operator=(const FakeStream&) = delete;

  void set_handler(StreamHandler& handler) override { wire_->handler = &handler; }
  void write(std::string_view bytes) override {
    if (wire_->closed) return;
    wire_->records.emplace_back(bytes);
    if (wire_->stuck) wire_->unsent += bytes.size();
  }
  std::size_t unsent() const override { return wire_->unsent; }
  void pause_reading() override { wire_->paused = true; }
  void resume_reading() override { wire_->paused = false; }
  void close() override { wire_->closed = true; }
  Endpoint remote() const override { return wire_->remote; }

 private:
  std::shared_ptr<ConnectionState> wire_;
};

/// A network of one listener and one datagram socket, which the test speaks to.
class FakeNetwork final : public Network {
 public:
  std::unique_ptr<Stream> connect(const HostPort& /*target*/, StreamHandler& /*handler*/) override {
    return nullptr;
  }
  Result<std::unique_ptr<Listener>> listen(const Endpoint& local, ListenHandler& handler) override {
    if (listen_fails) return Error{ErrorCode::kUnavailable, "the address is taken"};
    listener = &handler;
    return std::unique_ptr<Listener>(std::make_unique<FakeListener>(*this, local));
  }
  Result<std::unique_ptr<Datagram>> open_datagram(const Endpoint& local, DatagramHandler& handler) override {
    if (datagram_fails) return Error{ErrorCode::kUnavailable, "the address is taken"};
    datagrams = &handler;
    return std::unique_ptr<Datagram>(std::make_unique<FakeDatagram>(*this, local));
  }
  Result<std::unique_ptr<Datagram>> join_group(const Endpoint& /*group*/, const IpAddress& /*interface*/,
                                               DatagramHandler& /*handler*/) override {
    return Error{ErrorCode::kUnavailable, "a registry joins no group"};
  }

  ListenHandler* listener = nullptr;     ///< While somebody listens.
  DatagramHandler* datagrams = nullptr;  ///< While somebody has the socket open.
  bool listen_fails = false;
  bool datagram_fails = false;

 private:
  static Endpoint with_port(Endpoint local, std::uint16_t port) {
    if (local.port == 0) local.port = port;
    return local;
  }
  class FakeListener final : public Listener {
   public:
    FakeListener(FakeNetwork& network, const Endpoint& local) : network_(network), local_(local) {}
    ~FakeListener() override { network_.listener = nullptr; }
    FakeListener(const FakeListener&) = delete;
    FakeListener& operator=(const FakeListener&) = delete;
    Endpoint local() const override { return with_port(local_, 40001); }

   private:
    FakeNetwork& network_;
    Endpoint local_;
  };
  class FakeDatagram final : public Datagram {
   public:
    FakeDatagram(FakeNetwork& network, const Endpoint& local) : network_(network), local_(local) {}
    ~FakeDatagram() override { network_.datagrams = nullptr; }
    FakeDatagram(const FakeDatagram&) = delete;
    FakeDatagram& operator=(const FakeDatagram&) = delete;
    void send(const Endpoint& /*to*/, std::string_view bytes) override { network_.sent.emplace_back(bytes); }
    Endpoint local() const override { return with_port(local_, 40002); }

   private:
    FakeNetwork& network_;
    Endpoint local_;
  };

 public:
  std::vector<std::string> sent;  ///< Datagrams that the registry sent: there should be none.
};

}  // namespace parley::registry::test
