#pragma once

#include <cstddef>
#include <functional>
#include <list>
#include <map>
#include <unordered_map>

#include "base/endpoint.hpp"
#include "ports/clock.hpp"
#include "registry/idle_queue.hpp"
#include "registry/limits.hpp"

namespace parley::registry {

/// Where a request that costs a hash comes from.
struct Asker {
  ConnectionId connection{};
  IpAddress address;
};

/// The sign-ups and log-ins that wait for the hasher, which is given a few at a time. A hash takes a fifth of
/// a second of a processor, and anybody may ask for one; so the networks that ask (an IPv4 address, an IPv6
/// /64) take turns, however many each asks for, and what somebody asked for who has gone is never computed.
class HashQueue {
 public:
  /// Clock and limits outlive the queue.
  HashQueue(const Clock& clock, const RegistryLimits& limits) : clock_(clock), limits_(limits) {}

  /// Whether somebody from there who asked now would have an answer within RegistryLimits::hash_wait, by what
  /// hashes took lately.
  bool admits(const IpAddress& from) const;

  /// `start` is called once it is the asker's turn, perhaps at once; finished() has to follow it. An asker
  /// has one request at a time.
  void add(const Asker& asker, std::function<void()> start);

  /// The hash that was started at that moment is done.
  void finished(Instant started);

  /// Drops what the connection waits for, if it was not started. Whether there was such a request.
  bool cancel(ConnectionId connection);

 private:
  struct Waiting {
    ConnectionId connection;
    std::function<void()> start;
  };
  struct Network {
    std::list<Waiting> waiting;
    std::list<IpAddress>::iterator turn;
  };
  struct Place {
    IpAddress network;
    std::list<Waiting>::iterator position;
  };

  void remove(const Place& place);
  void start_next();

  const Clock& clock_;
  const RegistryLimits& limits_;
  std::map<IpAddress, Network> networks_;  ///< Those with requests that wait.
  std::list<IpAddress> turns_;             ///< The same, in the order of their next turn.
  std::unordered_map<ConnectionId, Place> places_;
  std::size_t under_way_ = 0;
  Duration usual_time_{};  ///< Of a hash, from its start: of late.
};

}  // namespace parley::registry
