#pragma once

#include <string_view>

#include "base/endpoint.hpp"

namespace parley {

/// Takes what comes in on a Datagram socket.
class DatagramHandler {
 public:
  /// One datagram, 0 to 65,507 bytes, whole; the bytes live until the call returns. The handler may send
  /// on or destroy the socket meanwhile.
  virtual void on_datagram(const Endpoint& from, std::string_view bytes) = 0;

 protected:
  ~DatagramHandler() = default;
};

/// A UDP socket. Datagrams may be lost, repeated and reordered; errors of the network are losses too.
class Datagram {
 public:
  virtual ~Datagram() = default;  ///< Closes it; the handler is not called again.

  /// Sends one datagram, or loses it. Never blocks. `to` may be a multicast group.
  virtual void send(const Endpoint& to, std::string_view bytes) = 0;

  /// The address it is bound to, with the port that was picked where 0 was asked for.
  virtual Endpoint local() const = 0;
};

}  // namespace parley
