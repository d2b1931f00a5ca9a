#pragma once

#include <cstddef>
#include <string>
#include <string_view>

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

}  // namespace parley::sim::real
