#pragma once

#include <cstdint>
#include <cstring>
#include <optional>

#include "base/endpoint.hpp"
#include "sim/world/ids.hpp"

/// The world's addresses: 10.0.0.1 for node 0 and so on, 250 nodes to a /24; 127.0.0.1 is each node's own.
/// Inside the world they are plain 32-bit numbers.
namespace parley::sim {

inline constexpr std::uint32_t kAnyAddress = 0;
inline constexpr std::uint32_t kLoopbackAddress = 0x7f000001;

constexpr std::uint32_t address_of(NodeId node) {
  return 0x0a000000U + number(node) / 250 * 256 + number(node) % 250 + 1;
}

/// The node that would have this address; it need not exist.
constexpr std::optional<NodeId> node_at(std::uint32_t address) {
  const std::uint32_t last = address & 0xff;
  if (address >> 24 != 10 || last < 1 || last > 250) return std::nullopt;
  return NodeId{(address & 0x00ffffff) / 256 * 250 + last - 1};
}

constexpr bool is_group(std::uint32_t address) { return address >> 28 == 0xe; }

/// kAnyAddress for `::` and 0.0.0.0; nothing for an address that no node of a world can have.
inline std::optional<std::uint32_t> v4_of(const IpAddress& address) {
  static constexpr IpAddress::Octets kMapped = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
  const auto& octets = address.octets();
  if (std::memcmp(octets.data(), kMapped.data(), 12) != 0) {
    return address == IpAddress{} ? std::optional(kAnyAddress) : std::nullopt;
  }
  return std::uint32_t{octets[12]} << 24 | std::uint32_t{octets[13]} << 16 | std::uint32_t{octets[14]} << 8 |
         std::uint32_t{octets[15]};
}

inline Endpoint endpoint_of(std::uint32_t address, std::uint16_t port) {
  return {IpAddress::v4(address), port};
}

}  // namespace parley::sim
