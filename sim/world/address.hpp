#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "base/endpoint.hpp"
#include "sim/world/ids.hpp"

/// Addresses inside the world are plain 32-bit numbers, so that an event holds two of them in 8 bytes. An
/// IPv4 address is its own number. Those of 240.0.0.0/4, which nobody has, stand for IPv6: `::`, `::1`, and
/// then fd00::1 and so on, the only ones that nodes of a world have.
namespace parley::sim {

enum class AddressFamily : std::uint8_t { kIpv4, kIpv6 };

inline constexpr std::uint32_t kAnyV4 = 0;
inline constexpr std::uint32_t kLoopbackV4 = 0x7f000001;
inline constexpr std::uint32_t kAnyAddress = 0xf0000000;  ///< `::`, of both families.
inline constexpr std::uint32_t kLoopbackV6 = 0xf0000001;

constexpr AddressFamily family_of(std::uint32_t address) {
  return address >= kAnyAddress ? AddressFamily::kIpv6 : AddressFamily::kIpv4;
}
constexpr bool is_any(std::uint32_t address) { return address == kAnyV4 || address == kAnyAddress; }
constexpr bool is_loopback(std::uint32_t address) { return address >> 24 == 0x7f || address == kLoopbackV6; }
constexpr std::uint32_t loopback_of(AddressFamily family) {
  return family == AddressFamily::kIpv4 ? kLoopbackV4 : kLoopbackV6;
}
/// Whether a socket that is bound to the one gets what goes to the other.
constexpr bool takes(std::uint32_t bound, std::uint32_t address) {
  return bound == address || bound == kAnyAddress ||
         (bound == kAnyV4 && family_of(address) == AddressFamily::kIpv4);
}
/// Whether it can send there.
constexpr bool reaches(std::uint32_t bound, std::uint32_t address) {
  return bound == kAnyAddress || family_of(bound) == family_of(address);
}

AddressFamily family_of(const IpAddress& address);
bool is_group(const IpAddress& address);

/// Nothing for an address that no node of a world can have.
std::optional<std::uint32_t> number_of(const IpAddress& address);
IpAddress ip_of(std::uint32_t address);
inline Endpoint endpoint_of(std::uint32_t address, std::uint16_t port) { return {ip_of(address), port}; }

/// Which node has which addresses. Nodes begin with 10.0.0.1 for node 0 and so on, 250 to a /24. An address
/// is never given twice, so what is sent to one that its node has left reaches nobody else. What all nodes
/// have costs four bytes each; only those with several addresses have a list.
class Addresses {
 public:
  struct Holder {
    NodeId node;
    bool still;  ///< Whether it has the address now, or had it once.
  };

  void add_node();
  std::uint32_t of(NodeId node) const { return first_[number(node)]; }  ///< The first; kAnyV4: it has none.
  std::vector<std::uint32_t> all_of(NodeId node) const;
  bool has(NodeId node, std::uint32_t address) const {
    return first_[number(node)] == address || (!further_.empty() && has_further(node, address));
  }
  std::optional<Holder> holder(std::uint32_t address) const;

  /// The first of its addresses that is of the family.
  std::optional<std::uint32_t> source(NodeId node, AddressFamily family) const {
    const std::uint32_t first = first_[number(node)];
    if (first != kAnyV4 && family_of(first) == family) return first;
    return further_.empty() ? std::nullopt : further_source(node, family);
  }

  /// One that nobody has had: 10.128.0.1, fd00::1 and so on.
  std::uint32_t add(NodeId node, AddressFamily family);
  void remove(NodeId node, std::uint32_t address);
  /// Leaves it these alone, new ones but for its own first one of IPv4.
  void set(NodeId node, const std::vector<AddressFamily>& families);

  /// Gives the node a new address in place of each that it has. Privately: those of IPv4 are of a private
  /// network, from 192.168.0.1 on; begin_network() goes on with the next 250.
  void move(NodeId node);
  void move_privately(NodeId node);
  void enter_private(NodeId node);  ///< In place of those of IPv4 alone.
  void begin_network();

 private:
  std::uint32_t next_public(AddressFamily family);
  std::uint32_t next_private();
  bool has_further(NodeId node, std::uint32_t address) const;
  std::optional<std::uint32_t> further_source(NodeId node, AddressFamily family) const;
  void assign(NodeId node, const std::vector<std::uint32_t>& addresses);

  std::uint32_t public_v4_ = 0;  ///< How many were given.
  std::uint32_t private_v4_ = 0;
  std::uint32_t public_v6_ = 0;
  std::vector<std::uint32_t> first_;                      ///< By node.
  std::map<NodeId, std::vector<std::uint32_t>> further_;  ///< Behind the first, where there are any.
  std::map<std::uint32_t, NodeId> later_;                 ///< Of all addresses but those of the beginning.
};

}  // namespace parley::sim
