#include "registry/port_pool.hpp"

#include "base/limits.hpp"

namespace parley::registry {

std::optional<std::uint16_t> PortPool::take(std::uint16_t wanted) {
  constexpr std::uint16_t kFirstUserPort = 1024;
  if (wanted >= kFirstUserPort && !taken_.test(wanted)) {
    taken_.set(wanted);
    return wanted;
  }
  for (std::uint32_t port = limits::kFirstRoomPort; port <= limits::kLastRoomPort; ++port) {
    if (taken_.test(port)) continue;
    taken_.set(port);
    return static_cast<std::uint16_t>(port);
  }
  return std::nullopt;
}

}  // namespace parley::registry
