#pragma once

#include <cstddef>
#include <memory>

#include "adapters/asio/delay.hpp"
#include "adapters/asio/descriptor.hpp"
#include "adapters/asio/shared_sockets.hpp"
#include "adapters/openssl/tls_context.hpp"
#include "adapters/system/file.hpp"
#include "ports/network.hpp"

namespace parley::adapters {

/// Accepts TCP connections and hands them on once TLS stands. When the process runs out of file
/// descriptors it pauses and goes on later; clients wait in the system's backlog meanwhile.
class TlsAcceptor final : public ReadinessHandler, public std::enable_shared_from_this<TlsAcceptor> {
 public:
  TlsAcceptor(std::shared_ptr<SharedSockets> shared, std::shared_ptr<const TlsContext> context,
              FileDescriptor socket, ListenHandler& handler);

  void start();
  void stop();
  int fd() const { return descriptor_->fd(); }

  void on_ready(Readiness readiness) override;

 private:
  bool accept_one();
  void pause();
  void on_handshake_over(const std::shared_ptr<class TlsConnection>& connection, bool stands);

  std::shared_ptr<SharedSockets> shared_;
  std::shared_ptr<const TlsContext> context_;
  std::unique_ptr<Descriptor> descriptor_;
  std::unique_ptr<Delay> pause_;
  ListenHandler* handler_;
  std::size_t handshakes_ = 0;
  bool full_ = false;  ///< Accepting waits for a handshake to end.
};

/// The core's end of a TlsAcceptor.
class TlsListener final : public Listener {
 public:
  explicit TlsListener(std::shared_ptr<TlsAcceptor> acceptor);
  ~TlsListener() override { acceptor_->stop(); }
  TlsListener(const TlsListener&) = delete;
  TlsListener& operator=(const TlsListener&) = delete;

  Endpoint local() const override { return local_; }

 private:
  std::shared_ptr<TlsAcceptor> acceptor_;
  Endpoint local_;
};

}  // namespace parley::adapters
