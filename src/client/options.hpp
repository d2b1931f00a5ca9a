#pragma once

#include <cstdint>
#include <optional>

#include "base/endpoint.hpp"
#include "wire/framing.hpp"

namespace parley {
class Clock;
class Entropy;
class LogSink;
class Network;
class PinStore;
}  // namespace parley

namespace parley::client {

/// What a client lives on. All of it outlives the Client.
struct ClientPorts {
  Clock& clock;
  Network& network;
  PinStore& pins;
  Entropy& entropy;  ///< For keys.
  LogSink& log;
};

/// What a peer is started with, whichever face it has.
struct PeerOptions {
  std::optional<HostPort> registry;                ///< Asked for where none is given.
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
  kIncompatible = 5,   ///< What answers does not speak Parley.
  kInterrupted = 130,  ///< ^C, or the system's wish.
};

}  // namespace parley::client
