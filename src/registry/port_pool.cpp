#include "registry/port_pool.hpp"

namespace parley::registry {

std::optional<std::uint16_t> PortPool::take(std::uint16_t wanted) {
  constexpr std::uint16_t kFirstUserPort = 1024;
  if (wanted >= kFirstUserPort && !taken_.test(wanted)) {
    taken_.set(wanted);
    return wanted;
  }
  while (lowest_ <= limits::kLastRoomPort && taken_.test(lowest_)) ++lowest_;
  if (lowest_ > limits::kLastRoomPort) return std::nullopt;
  taken_.set(lowest_);
  return static_cast<std::uint16_t>(lowest_++);
}

void PortPool::release(std::uint16_t port) {
  taken_.reset(port);
  if (port >= limits::kFirstRoomPort && port < lowest_) lowest_ = port;
}

}  // namespace parley::registry
