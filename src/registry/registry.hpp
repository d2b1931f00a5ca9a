#pragma once

#include <functional>
#include <memory>

#include "base/endpoint.hpp"
#include "base/result.hpp"
#include "ports/timer_queue.hpp"
#include "registry/limits.hpp"

namespace parley {
class Entropy;
class LogSink;
class Network;
class PasswordHasher;
class Store;
}  // namespace parley

namespace parley::registry {

class Rooms;
class Sessions;

/// What the registry lives on. All of it outlives the Registry, but nothing is called back once that is
/// gone: whoever destroys a Registry that waits for store or hasher ends their turns with it.
struct RegistryPorts {
  Clock& clock;
  Network& network;
  Store& store;
  PasswordHasher& hasher;
  Entropy& entropy;
  LogSink& log;
};

struct RegistryOptions {
  Endpoint tcp{kLoopback, 15600};  ///< Port 0 picks a free one; so does it for `udp`.
  Endpoint udp{kLoopback, 15500};
  RegistryLimits limits;
};

/// The registry: accounts, presence and rooms behind the wire of docs/protocol.md. It only routes: each
/// sub-job is a class of its own beside this file. Single-threaded: every call and every callback of its
/// ports is one turn, after which all is consistent.
class Registry {
 public:
  Registry(const RegistryPorts& ports, const RegistryOptions& options);
  ~Registry();  ///< At any time, as a crash does: connections drop, nothing more is stored.

  /// Listens, then loads the rooms. Calls `ready` once, in a later turn: with an error where the store
  /// cannot be read; never after stop(). An address that cannot be had, or a limit out of its range, is the
  /// error returned at once.
  Result<void> start(std::function<void(Result<void>)> ready);

  /// Takes no more connections, ends every session in order and calls `stopped` once the store has
  /// answered everything, in this turn or a later one. Called once.
  void stop(std::function<void()> stopped);

  Endpoint tcp_endpoint() const;
  Endpoint udp_endpoint() const;

  /// For checks and reports.
  const Rooms& rooms() const;
  const Sessions& sessions() const;

 private:
  class Core;
  std::unique_ptr<Core> core_;
};

}  // namespace parley::registry
