#pragma once

#include <algorithm>
#include <cstdint>

#include "base/endpoint.hpp"

namespace parley::registry {

/// All addresses that one customer of a network has: an IPv4 address, or the /64 of an IPv6 address. What is
/// shared out by address is shared out by these.
inline IpAddress network_of(const IpAddress& address) {
  if (address.is_v4()) return address;
  auto octets = address.octets();
  std::fill(octets.begin() + 8, octets.end(), std::uint8_t{0});
  return IpAddress(octets);
}

}  // namespace parley::registry
