#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string_view>
#include <vector>

#include "base/endpoint.hpp"
#include "sim/world/event.hpp"
#include "sim/world/sim_network.hpp"

namespace parley::sim {

class World;

/// The multicast groups of a world, of IPv4 and IPv6. All nodes that stand behind no NAT share one segment
/// (so TTL 1 reaches them all), those behind a NAT have one among themselves, and each node has its own
/// loopback, which is all that a node without an address of the group's family has. The members of a group
/// stand in four latency classes: a datagram is one event per class that has members, walked when it arrives,
/// with each member's loss drawn by itself. So a room of a hundred costs four events a message, and members
/// still see messages in differing orders. Only a sender that has a way with traits of its own sends to each
/// member by itself, as if by unicast.
class MulticastGroups {
 public:
  explicit MulticastGroups(World& world) : world_(world) {}

  /// The number of the group on the interface that has this address; a number is never given twice.
  std::uint32_t number_of(NodeId node, const Endpoint& group, std::uint32_t interface);

  void add_node() { sockets_.push_back(nullptr); }
  void join(SimDatagram& socket);
  void leave(SimDatagram& socket);
  void leave_all(NodeId node);
  void rejoin(NodeId node);  ///< In the network where it is now.

  void send(const SimDatagram& socket, const Endpoint& group, std::string_view bytes);
  void deliver(const Event& event);
  void deliver_late(const Event& event);

 private:
  static constexpr std::size_t kClasses = 4;
  static constexpr std::uint32_t kSegment = 0xffffffff;  ///< In a key, less the network; else a node's own.

  struct Key {
    Endpoint group;
    std::uint32_t segment;
    auto operator<=>(const Key&) const = default;
  };
  using Members = std::vector<SimDatagram*>;  ///< Holes where one has left during a walk.
  struct Group {
    std::array<Members, kClasses> classes;
    IpAddress address;
    std::uint8_t walks = 0;
  };

  Members& members_of(const SimDatagram& socket);
  void remove(const SimDatagram& socket);
  void send_to_classes(const Event& datagram);
  void send_singly(const Event& datagram);
  void prefetch(const Members& members, std::size_t index);
  void reach(Members& members, std::size_t index, const Event& event);
  static bool is_first_of_node(const Members& members, std::size_t index);
  static Event late_event(NodeId node, const Event& event);
  void deliver_to(SimDatagram& member, NodeId from, const Event& event);
  Key key_of(NodeId node, const Endpoint& group, std::uint32_t interface) const;

  World& world_;
  std::map<Key, std::uint32_t> numbers_;
  std::vector<std::unique_ptr<Group>> groups_;
  std::vector<SimDatagram*> sockets_;  ///< By node, linked.
};

}  // namespace parley::sim
