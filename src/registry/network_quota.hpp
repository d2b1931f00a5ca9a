#pragma once

#include <cstddef>
#include <map>
#include <optional>

#include "base/endpoint.hpp"
#include "ports/timer_queue.hpp"
#include "registry/limits.hpp"

namespace parley {
class LogSink;
}  // namespace parley

namespace parley::registry {

/// All addresses that one customer of a network has: an IPv4 address, or the /64 of an IPv6 address. What is
/// shared out by address is shared out by these.
IpAddress network_of(const IpAddress& address);

/// How many connections each network has, and whether it may have another: by
/// RegistryLimits::connections_per_address. That one has as many as it may have stands in the log, once a
/// minute at most.
class NetworkQuota {
 public:
  NetworkQuota(const TimerQueue& timers, LogSink& log, const RegistryLimits& limits)
      : timers_(timers), log_(log), limits_(limits) {}

  bool admits(const IpAddress& address) const;
  void add(const IpAddress& address);
  void remove(const IpAddress& address);

 private:
  const TimerQueue& timers_;
  LogSink& log_;
  const RegistryLimits& limits_;
  std::map<IpAddress, std::size_t> connections_;  ///< Of each network that has any.
  std::optional<Instant> logged_;                 ///< When it was last logged that one has too many.
};

}  // namespace parley::registry
