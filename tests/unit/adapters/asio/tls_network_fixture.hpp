#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "adapters/asio/asio_network.hpp"
#include "adapters/asio/event_loop.hpp"
#include "adapters/asio/sockets.hpp"
#include "adapters/openssl/self_signed.hpp"
#include "tests/support/network_ends.hpp"

namespace parley::adapters {

using namespace std::chrono_literals;

/// The real network with an echo server on it.
class TlsNetworkTest : public testing::Test {
 protected:
  void SetUp() override {
    NetworkTls tls;
    identity_.key = make_p256_key();
    identity_.certificate = make_self_signed(identity_.key.get());
    tls.server = TlsContext::server(identity_).value();
    network_ = std::make_unique<AsioNetwork>(loop_, std::move(tls));
    acceptor_.prepare = [](StreamProbe& end) {
      end.then_on_record = [&end] { end.stream->write(end.records.back()); };
    };
    listener_ = network_->listen({kLoopback, 0}, acceptor_).value();
    target_ = {"127.0.0.1", listener_->local().port};
  }

  bool eventually(const std::function<bool()>& done) { return loop_.run_until(done, 30s); }

  /// Whether a new client is served.
  bool serves() {
    StreamProbe client;
    client.stream = network_->connect(target_, client);
    client.stream->write("ping");
    return eventually([&] { return !client.records.empty() || client.closed; }) && !client.records.empty();
  }

  /// A plain TCP connection to the server.
  FileDescriptor connect_plainly() { return start_connecting(listener_->local()).value(); }

  EventLoop loop_;
  ServerIdentity identity_;
  std::unique_ptr<AsioNetwork> network_;
  StreamAcceptor acceptor_;
  std::vector<std::unique_ptr<StreamProbe>>& guests_ = acceptor_.ends;
  std::unique_ptr<Listener> listener_;
  HostPort target_;
};

}  // namespace parley::adapters
