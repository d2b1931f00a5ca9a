#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "adapters/asio/asio_network.hpp"
#include "adapters/asio/event_loop.hpp"
#include "adapters/asio/sockets.hpp"
#include "adapters/openssl/self_signed.hpp"

namespace parley::adapters {

using namespace std::chrono_literals;

/// A stream that echoes, or only notes what comes.
struct TestStreamHandler final : StreamHandler {
  void on_open(const TlsIdentity& /*identity*/) override { open = true; }
  void on_record(std::string_view bytes) override {
    records.emplace_back(bytes);
    if (echoes) stream->write(bytes);
  }
  void on_drained() override {}
  void on_close(CloseCause why, const std::string& text) override {
    closed = why;
    reason = text;
  }

  std::unique_ptr<Stream> stream;
  bool echoes = false;
  bool open = false;
  std::vector<std::string> records;
  std::optional<CloseCause> closed;
  std::string reason;
};

/// The real network with an echo server on it.
class TlsNetworkTest : public testing::Test, protected ListenHandler {
 protected:
  void SetUp() override {
    NetworkTls tls;
    identity_.key = make_p256_key();
    identity_.certificate = make_self_signed(identity_.key.get());
    tls.server = TlsContext::server(identity_).value();
    network_ = std::make_unique<AsioNetwork>(loop_, std::move(tls));
    listener_ = network_->listen({kLoopback, 0}, *this).value();
    target_ = {"127.0.0.1", listener_->local().port};
  }
  bool admits(const Endpoint& /*remote*/) const override { return true; }
  void on_accept(std::unique_ptr<Stream> stream) override {
    guests_.push_back(std::make_unique<TestStreamHandler>());
    guests_.back()->stream = std::move(stream);
    guests_.back()->echoes = true;
    guests_.back()->stream->set_handler(*guests_.back());
  }

  bool eventually(const std::function<bool()>& done) { return loop_.run_until(done, 30s); }

  /// Whether a new client is served.
  bool serves() {
    TestStreamHandler client;
    client.stream = network_->connect(target_, client);
    client.stream->write("ping");
    return eventually([&] { return !client.records.empty() || client.closed; }) && !client.records.empty();
  }

  /// A plain TCP connection to the server.
  FileDescriptor connect_plainly() { return start_connecting(listener_->local()).value(); }

  EventLoop loop_;
  ServerIdentity identity_;
  std::unique_ptr<AsioNetwork> network_;
  std::vector<std::unique_ptr<TestStreamHandler>> guests_;
  std::unique_ptr<Listener> listener_;
  HostPort target_;
};

}  // namespace parley::adapters
