#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "sim/world/event.hpp"
#include "sim/world/multicast_groups.hpp"
#include "sim/world/router.hpp"
#include "sim/world/sim_network.hpp"

namespace parley::sim {

class World;

/// All datagram sockets of a world and what is on its way between them. A datagram finds its socket when
/// it arrives, by node and port, so a restarted program gets what was sent to the one before it.
class Datagrams {
 public:
  explicit Datagrams(World& world) : world_(world), groups_(world) {}

  Result<std::unique_ptr<Datagram>> open(NodeId node, std::uint32_t address, std::uint16_t port,
                                         DatagramHandler& handler);
  Result<std::unique_ptr<Datagram>> join(NodeId node, const Endpoint& group, std::uint32_t interface,
                                         DatagramHandler& handler);

  void send(const SimDatagram& socket, const Endpoint& to, std::string_view bytes);
  void close(SimDatagram& socket);
  void close_all(NodeId node);

  void rejoin_groups(NodeId node) { groups_.rejoin(node); }  ///< Its network or its addresses have changed.
  void add_node() {
    sockets_.push_back(nullptr);
    groups_.add_node();
  }
  void deliver(const Event& event);
  void deliver_group(const Event& event) { groups_.deliver(event); }
  void deliver_late(const Event& event) { groups_.deliver_late(event); }

 private:
  void transmit(const Router::Route& route, NodeId from, const Nat::Remote& to, std::string_view bytes);
  DropReason find_receiver(const Event& event, SimDatagram*& socket);
  SimDatagram* find(NodeId node, std::uint32_t address, std::uint16_t port);
  bool is_own(NodeId node, std::uint32_t address) const;  ///< Now: it may have moved since.
  bool taken(NodeId node, std::uint32_t address, std::uint16_t port) const;

  World& world_;
  MulticastGroups groups_;
  std::vector<SimDatagram*> sockets_;  ///< By node, linked: a program has one or two.
};

}  // namespace parley::sim
