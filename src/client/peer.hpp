#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/endpoint.hpp"
#include "ports/timer_queue.hpp"
#include "wire/framing.hpp"

namespace parley {
class LogSink;
class Network;
class PinStore;
class Terminal;
}  // namespace parley

namespace parley::client {

/// What a peer lives on. All of it outlives the Peer.
struct PeerPorts {
  Clock& clock;
  Network& network;
  Terminal& terminal;
  PinStore& pins;
  LogSink& log;
};

struct PeerOptions {
  std::optional<HostPort> registry;                ///< Asked for at the terminal where there is none.
  std::optional<std::uint16_t> registry_udp_port;  ///< Else as HELLO tells (v2), else 15500.
  IpAddress multicast_interface;                   ///< `::` lets the system choose.
  bool require_authority = false;  ///< With --ca: the network's TlsIdentity must be verified; no pins.
  wire::Dialect dialect = wire::Dialect::kV2;
};

/// How a peer ended; the program's exit code (docs/peer.md).
enum class ExitCode : std::uint8_t {
  kDone = 0,           ///< The person chose to, or the input ended.
  kUsage = 2,          ///< Never by the core: the command line was wrong.
  kUnreachable = 3,    ///< The registry could not be reached, or was lost for good.
  kUntrusted = 4,      ///< The registry's key is not the one pinned, or no authority vouches for it.
  kIncompatible = 5,   ///< What answers speaks no Parley.
  kInterrupted = 130,  ///< ^C, or the system's wish.
};

/// One person's chat program: menus and chat room on a Terminal, one connection to the registry, the
/// room's datagrams to the other members. Single-threaded as the Registry is.
class Peer {
 public:
  /// `on_exit` is called once, as the last thing that the peer does; it may destroy the peer in a later
  /// turn, not from within.
  Peer(const PeerPorts& ports, const PeerOptions& options, std::function<void(ExitCode)> on_exit);
  ~Peer();  ///< At any time, as a crash does.

  /// Asks for the registry or connects to it, then shows the menus.
  void start();

  /// For checks: who is logged in here, and in which room; empty where nobody, or none.
  std::string user() const;
  std::string room() const;

  /// The same at a snapshot, valid until the next turn.
  struct Snapshot {
    std::string_view user;
    std::string_view room;
    std::uint16_t room_port = 0;  ///< Where the room talks.
    bool connected = false;       ///< Logged in, on a connection that stands as far as is known here.
  };
  Snapshot snapshot() const;

 private:
  class Core;
  std::unique_ptr<Core> core_;
};

}  // namespace parley::client
