#pragma once

#include <memory>
#include <string_view>

#include "base/endpoint.hpp"
#include "base/result.hpp"
#include "ports/datagram.hpp"
#include "ports/stream.hpp"

namespace parley {

/// Takes the connections that reach a Listener.
class ListenHandler {
 public:
  /// Whether a connection from there may begin its handshake: asked once for each, before it costs anything.
  /// Changes nothing, and may be asked in any turn. Where it may not, it is closed at once.
  virtual bool admits(const Endpoint& remote) const = 0;

  /// The handler keeps the stream and sets its StreamHandler before it returns, or drops it, which
  /// closes it. TLS already stands: the peer's handshake cannot hold up anyone else.
  virtual void on_accept(std::unique_ptr<Stream> stream) = 0;

 protected:
  ~ListenHandler() = default;
};

/// A listening address. Its destructor stops listening; accepted streams live on.
class Listener {
 public:
  virtual ~Listener() = default;

  /// The address listened on, with the port that was picked where 0 was asked for.
  virtual Endpoint local() const = 0;
};

/// The network as one node sees it. No call re-enters its caller: every outcome comes in a later turn.
class Network {
 public:
  virtual ~Network() = default;

  /// Opens a TLS stream as a client. Exactly one of on_open() and on_close() comes first.
  virtual std::unique_ptr<Stream> connect(const HostPort& target, StreamHandler& handler) = 0;

  /// Listens for TLS streams; port 0 picks a free one. Error kUnavailable where the address is taken or
  /// not this host's. The handler outlives the listener.
  virtual Result<std::unique_ptr<Listener>> listen(const Endpoint& local, ListenHandler& handler) = 0;

  /// Opens a datagram socket; port 0 picks a free one. Errors as of listen().
  virtual Result<std::unique_ptr<Datagram>> open_datagram(const Endpoint& local,
                                                          DatagramHandler& handler) = 0;

  /// Opens a socket that receives what is sent to `group` on the interface that has `interface_address`
  /// (`::` lets the system choose), its own datagrams among it, and sends there with TTL 1. Several
  /// programs of one host may join the same group.
  virtual Result<std::unique_ptr<Datagram>> join_group(const Endpoint& group,
                                                       const IpAddress& interface_address,
                                                       DatagramHandler& handler) = 0;
};

}  // namespace parley
