#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>

#include "adapters/asio/delay.hpp"
#include "adapters/asio/descriptor.hpp"
#include "adapters/asio/shared_sockets.hpp"
#include "adapters/openssl/tls_context.hpp"
#include "adapters/system/file.hpp"
#include "base/time.hpp"
#include "ports/network.hpp"

namespace parley::adapters {

class TlsConnection;

/// Accepts TCP connections and hands them on once TLS established. A handshake has limits::kHandshakeTimeout;
/// in a storm, when clients and we may be too busy for that, longer. When the process runs out of file
/// descriptors, or has more handshakes under way than it should, it pauses: clients wait in the system's
/// backlog.
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
  void sweep_later();
  void sweep();
  void on_handshake_over(std::uint64_t number, bool established);

  std::shared_ptr<SharedSockets> shared_;
  std::shared_ptr<const TlsContext> context_;
  std::unique_ptr<Descriptor> descriptor_;
  std::unique_ptr<Delay> pause_;
  std::unique_ptr<Delay> sweep_;  ///< Set while handshakes are under way.
  ListenHandler* handler_;
  struct Handshake {
    std::shared_ptr<TlsConnection> connection;
    Instant since;
  };
  std::map<std::uint64_t, Handshake> handshakes_;  ///< Under way, the oldest first.
  std::uint64_t next_number_ = 0;
  std::uint64_t trimmed_at_ = 0;       ///< next_number_ when memory was given back to the system.
  std::optional<Instant> last_storm_;  ///< When so many were under way last.
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
