#include "registry/network_quota.hpp"

#include <algorithm>
#include <chrono>
#include <string>

#include "registry/log_line.hpp"

namespace parley::registry {

IpAddress network_of(const IpAddress& address) {
  if (address.is_v4()) return address;
  auto octets = address.octets();
  std::fill(octets.begin() + 8, octets.end(), std::uint8_t{0});
  return IpAddress(octets);
}

bool NetworkQuota::admits(const IpAddress& address) const {
  const auto network = connections_.find(network_of(address));
  return network == connections_.end() || network->second < limits_.connections_per_address;
}

void NetworkQuota::add(const IpAddress& address) {
  constexpr Duration kPause = std::chrono::minutes(1);
  const IpAddress network = network_of(address);
  if (++connections_[network] < limits_.connections_per_address) return;
  if (logged_ && timers_.now() - *logged_ < kPause) return;
  logged_ = timers_.now();
  log_line(log_, LogLevel::kWarning,
           {network.to_string(), " has ", std::to_string(limits_.connections_per_address),
            " connections, as many as one address may have: more are refused"});
}

void NetworkQuota::remove(const IpAddress& address) {
  const auto network = connections_.find(network_of(address));
  if (--network->second == 0) connections_.erase(network);
}

}  // namespace parley::registry
