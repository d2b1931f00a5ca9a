#pragma once

#include <cstdint>
#include <cstring>
#include <optional>

#include "base/endpoint.hpp"

/// Addresses inside the world are plain 32-bit numbers; 127.0.0.1 is each node's own.
namespace parley::sim {

inline constexpr std::uint32_t kAnyAddress = 0;
inline constexpr std::uint32_t kLoopbackAddress = 0x7f000001;

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
