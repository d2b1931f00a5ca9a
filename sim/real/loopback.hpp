#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "adapters/system/file.hpp"
#include "base/endpoint.hpp"

/// The addresses of the simulated world, 10.x.y.z, have each their likeness on this machine's loopback,
/// 127.x.y.z: so what a scenario says of them can be compared with what is seen here.
namespace parley::sim::real {

/// The likeness of node `index`'s address, in the order of the cast: 0 is the registry.
IpAddress loopback_address(std::size_t index);

/// And that address itself.
IpAddress simulated_address(std::size_t index);

/// A text as it would be in the simulated world. `registry` is where the one who reads it finds the
/// registry here: there it is found at 10.0.0.1:15600.
std::string as_simulated(std::string text, const HostPort& registry);

/// Begins to connect, as if from a machine with the address `source`. Nothing where the system refuses.
adapters::FileDescriptor start_connecting_from(const IpAddress& source, const Endpoint& remote);

/// Two ports of `host` on which nobody listens now: for TCP, and for UDP. Those that the registry has by
/// itself, if they are free.
struct Ports {
  std::uint16_t tcp = 0;
  std::uint16_t udp = 0;
};
Ports find_free_ports(const IpAddress& host);

}  // namespace parley::sim::real
