#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "adapters/asio/asio_network.hpp"
#include "adapters/asio/event_loop.hpp"
#include "base/result.hpp"
#include "sim/real/datagram_relay.hpp"
#include "sim/real/stream_relay.hpp"
#include "sim/real/way.hpp"

namespace parley::sim::real {

/// Where the registry really listens.
struct RegistryAddress {
  Endpoint tcp;
  Endpoint udp;
};

/// All that goes between one node and the registry. The node finds the registry at an address of its own,
/// where we listen on the registry's ports; the registry finds the node at that address. So what happens
/// to this node's packets happens to nobody else's.
///
/// Its doors are open while the registry listens: when it does not, whoever knocks is refused at once, as
/// the registry's machine would do.
class Lane {
 public:
  Lane(adapters::EventLoop& loop, adapters::AsioNetwork& network, Delays& delays, const IpAddress& node,
       const RegistryAddress& registry);
  ~Lane();
  Lane(const Lane&) = delete;
  Lane& operator=(const Lane&) = delete;

  const IpAddress& node() const { return node_; }
  /// Where the node finds the registry.
  Endpoint front() const { return {node_, registry_.tcp.port}; }

  Result<void> open_doors();
  void shut_doors();

  Way& out() { return out_; }
  Way& in() { return in_; }
  void kick();  ///< After a change of a way.

  void vanish();     ///< Nothing passes, and what the node's system says when it ends is not heard either.
  void come_back();  ///< The connections of before are gone.

  void tear_connections();
  void half_close_connections();
  void send_datagram(std::string_view bytes);  ///< To the registry, as the node.
  const Strikes& strikes() const { return strikes_; }

 private:
  class Door;

  void accept(int listening);
  void forget_those_over();

  adapters::EventLoop& loop_;
  adapters::AsioNetwork& network_;
  Delays& delays_;
  IpAddress node_;
  RegistryAddress registry_;
  Way out_;
  Way in_;
  Strikes strikes_;
  bool vanished_ = false;
  std::unique_ptr<DatagramRelay> datagrams_;
  std::shared_ptr<Door> door_;
  std::vector<std::shared_ptr<StreamRelay>> streams_;
};

}  // namespace parley::sim::real
