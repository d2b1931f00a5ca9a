#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "adapters/asio/asio_network.hpp"
#include "adapters/asio/event_loop.hpp"
#include "base/result.hpp"
#include "sim/real/datagram_relay.hpp"
#include "sim/real/link_state.hpp"
#include "sim/real/stream_relay.hpp"

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
/// It listens while the registry does: when that does not, whoever connects is refused at once, as
/// the registry's machine would do.
class LinkProxy {
 public:
  LinkProxy(adapters::EventLoop& loop, adapters::AsioNetwork& network, Delays& delays, const IpAddress& node,
            const RegistryAddress& registry);
  ~LinkProxy();
  LinkProxy(const LinkProxy&) = delete;
  LinkProxy& operator=(const LinkProxy&) = delete;

  const IpAddress& node() const { return node_; }
  /// Where the node finds the registry.
  Endpoint front() const { return {node_, registry_.tcp.port}; }

  Result<void> start_listening();
  void stop_listening();

  LinkState& out() { return out_; }
  LinkState& in() { return in_; }
  void on_link_changed();  ///< After a change of a link.

  void vanish();   ///< Nothing passes, and what the node's system says when it ends is not heard either.
  void restore();  ///< The connections of before are gone.

  void abort_connections();
  void half_close_connections();
  void send_datagram(std::string_view bytes);  ///< To the registry, as the node.
  const LinkFaultCounts& fault_counts() const { return fault_counts_; }

 private:
  class Listener;

  void accept(int listening);
  void remove_finished();

  adapters::EventLoop& loop_;
  adapters::AsioNetwork& network_;
  Delays& delays_;
  IpAddress node_;
  RegistryAddress registry_;
  LinkState out_;
  LinkState in_;
  LinkFaultCounts fault_counts_;
  bool vanished_ = false;
  std::unique_ptr<DatagramRelay> datagrams_;
  std::shared_ptr<Listener> listener_;
  std::vector<std::shared_ptr<StreamRelay>> streams_;
};

}  // namespace parley::sim::real
