#pragma once

#include <functional>
#include <memory>
#include <optional>

#include "adapters/openssl/tls_context.hpp"
#include "ports/network.hpp"

namespace parley::adapters {

class EventLoop;
struct SharedSockets;

/// What the network shows and trusts.
struct NetworkTls {
  TlsContext client = TlsContext::client();
  std::optional<TlsContext> server;  ///< Without it there is no listen().
};

/// The real network, on a loop's thread.
class AsioNetwork final : public Network {
 public:
  AsioNetwork(EventLoop& loop, NetworkTls tls);
  ~AsioNetwork() override;
  AsioNetwork(const AsioNetwork&) = delete;
  AsioNetwork& operator=(const AsioNetwork&) = delete;

  std::unique_ptr<Stream> connect(const HostPort& target, StreamHandler& handler) override;
  Result<std::unique_ptr<Listener>> listen(const Endpoint& local, ListenHandler& handler) override;
  Result<std::unique_ptr<Datagram>> open_datagram(const Endpoint& local, DatagramHandler& handler) override;
  Result<std::unique_ptr<Datagram>> join_group(const Endpoint& group, const IpAddress& interface_address,
                                               DatagramHandler& handler) override;

  /// Calls `flushed` in a later turn, once the system has taken all bytes of the streams that were
  /// closed: before that a program should not end. Comes within limits::kLingerTimeout.
  void when_flushed(std::function<void()> flushed);

 private:
  std::shared_ptr<SharedSockets> shared_;
  std::shared_ptr<const TlsContext> client_;
  std::shared_ptr<const TlsContext> server_;
};

}  // namespace parley::adapters
