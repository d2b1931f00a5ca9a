#pragma once

#include <string_view>

#include "adapters/system/file.hpp"
#include "base/endpoint.hpp"
#include "sim/real/link_state.hpp"

namespace parley::sim::real {

/// Begins to connect, as if from a machine with the address `source`. Nothing where the system refuses.
adapters::FileDescriptor start_connecting_from(const IpAddress& source, const Endpoint& remote);

/// Sends one datagram to a multicast group by loopback.
void send_to_group(const IpAddress& source, const Endpoint& group, std::string_view bytes);

/// Two ports of `host` on which nobody listens now: for TCP, and for UDP. Those that the registry has by
/// itself, if they are free.
struct Ports {
  std::uint16_t tcp = 0;
  std::uint16_t udp = 0;
};
Ports find_free_ports(const IpAddress& host);

/// Chance, as faults need it: another one in each play, since no real play is as the one before.
bool chance(std::uint32_t percent);
Duration draw_delay(const LinkState& link);

}  // namespace parley::sim::real
