#pragma once

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "adapters/asio/asio_network.hpp"
#include "adapters/asio/event_loop.hpp"
#include "sim/real/link_state.hpp"

namespace parley::sim::real {

/// The datagrams between one node and the registry, through us: as the paths have it they are lost,
/// repeated, late or held up. Each socket of the node has one of ours, from which the registry hears it.
class DatagramRelay final : private DatagramHandler {
 public:
  struct Context {
    adapters::AsioNetwork& network;
    Delays& delays;
    LinkState& out;
    LinkState& in;
    LinkFaultCounts& fault_counts;
  };

  /// Listens on `front`, which has the node's address and the registry's port.
  static Result<std::unique_ptr<DatagramRelay>> open(Context context, const Endpoint& front,
                                                     const Endpoint& registry);

  ~DatagramRelay();
  DatagramRelay(const DatagramRelay&) = delete;
  DatagramRelay& operator=(const DatagramRelay&) = delete;

  void on_link_changed();  ///< A link has changed: what was held up may go on.

  /// Sends one on the node's behalf.
  void send(std::string_view bytes) { on_datagram({front_address_, 0}, bytes); }

 private:
  class Socket;
  using Deliver = std::function<void(std::string_view bytes)>;
  struct Held {
    LinkState& link;
    std::string bytes;
    Deliver deliver;
  };

  DatagramRelay(Context context, const Endpoint& front, const Endpoint& registry);

  void on_datagram(const Endpoint& from, std::string_view bytes) override;
  void carry(LinkState& link, std::string_view bytes, const Deliver& deliver);
  void send_after(LinkState& link, std::string_view bytes, const Deliver& deliver);
  Socket* socket_for(const Endpoint& node);

  Context context_;
  IpAddress front_address_;
  Endpoint registry_;
  std::unique_ptr<Datagram> front_;
  std::map<Endpoint, std::unique_ptr<Socket>> sockets_;  ///< By the node's own.
  std::deque<Held> held_;
};

}  // namespace parley::sim::real
