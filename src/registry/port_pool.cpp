#include "registry/port_pool.hpp"

#include <algorithm>

namespace parley::registry {
namespace {

constexpr std::uint16_t kFirstUserPort = 1024;

}  // namespace

bool PortPool::is_room_port(std::uint16_t port) const {
  return port >= limits_.first_room_port && port <= limits_.last_room_port;
}

std::optional<std::uint16_t> PortPool::take(std::uint16_t wanted, Instant now) {
  release_due(now);
  if (wanted >= kFirstUserPort && !busy_.test(wanted)) {
    busy_.set(wanted);
    return wanted;
  }
  while (lowest_ <= limits_.last_room_port && busy_.test(lowest_)) ++lowest_;
  if (lowest_ > limits_.last_room_port) return take_quarantined_longest();
  busy_.set(lowest_);
  return static_cast<std::uint16_t>(lowest_++);
}

void PortPool::release(std::uint16_t port, Instant now) {
  quarantined_.push_back({port, now + limits_.port_quarantine});
}

/// Those that have rested are free.
void PortPool::release_due(Instant now) {
  while (!quarantined_.empty() && quarantined_.front().until <= now) {
    const std::uint16_t port = quarantined_.front().port;
    quarantined_.pop_front();
    busy_.reset(port);
    if (is_room_port(port) && port < lowest_) lowest_ = port;
  }
}

std::optional<std::uint16_t> PortPool::take_quarantined_longest() {
  const auto first =
      std::find_if(quarantined_.begin(), quarantined_.end(),
                   [this](const Quarantined& quarantined) { return is_room_port(quarantined.port); });
  if (first == quarantined_.end()) return std::nullopt;
  const std::uint16_t port = first->port;
  quarantined_.erase(first);
  return port;
}

}  // namespace parley::registry
