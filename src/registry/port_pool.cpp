#include "registry/port_pool.hpp"

#include <algorithm>

namespace parley::registry {
namespace {

constexpr std::uint16_t kFirstUserPort = 1024;

bool is_room_port(std::uint16_t port) {
  return port >= limits::kFirstRoomPort && port <= limits::kLastRoomPort;
}

}  // namespace

std::optional<std::uint16_t> PortPool::take(std::uint16_t wanted, Instant now) {
  wake(now);
  if (wanted >= kFirstUserPort && !busy_.test(wanted)) {
    busy_.set(wanted);
    return wanted;
  }
  while (lowest_ <= limits::kLastRoomPort && busy_.test(lowest_)) ++lowest_;
  if (lowest_ > limits::kLastRoomPort) return take_rested_longest();
  busy_.set(lowest_);
  return static_cast<std::uint16_t>(lowest_++);
}

void PortPool::release(std::uint16_t port, Instant now) { resting_.push_back({port, now + kRest}); }

/// Those that have rested are free.
void PortPool::wake(Instant now) {
  while (!resting_.empty() && resting_.front().until <= now) {
    const std::uint16_t port = resting_.front().port;
    resting_.pop_front();
    busy_.reset(port);
    if (is_room_port(port) && port < lowest_) lowest_ = port;
  }
}

std::optional<std::uint16_t> PortPool::take_rested_longest() {
  const auto first = std::find_if(resting_.begin(), resting_.end(),
                                  [](const Resting& resting) { return is_room_port(resting.port); });
  if (first == resting_.end()) return std::nullopt;
  const std::uint16_t port = first->port;
  resting_.erase(first);
  return port;
}

}  // namespace parley::registry
