#pragma once

#include <memory>
#include <string>

#include "base/endpoint.hpp"
#include "base/name.hpp"
#include "base/result.hpp"
#include "ports/datagram.hpp"
#include "ports/timer_queue.hpp"

namespace parley {
class Network;
}

namespace parley::client {

/// Tells the registry that this peer lives, from one UDP socket for as long as the person is logged in,
/// so that the registry sees one address. Silent while the connection is down: a registry that lost the
/// session must not take a keep-alive for a sign of it.
class KeepAlives final : private DatagramHandler {
 public:
  KeepAlives(Network& network, TimerQueue& timers);

  /// Sends the first one now, then one each interval.
  Result<void> start(const UserName& user, const Endpoint& registry, Duration interval);

  void pause() { timer_.cancel(); }
  void stop();

 private:
  void on_datagram(const Endpoint& /*from*/, std::string_view /*bytes*/) override {}
  void send();

  Network& network_;
  std::unique_ptr<Datagram> socket_;
  Endpoint registry_;
  Duration interval_{};
  std::string datagram_;
  Timer timer_;
};

}  // namespace parley::client
