#pragma once

#include <cstddef>
#include <cstdint>

#include "base/time.hpp"
#include "ports/stream.hpp"
#include "sim/world/ids.hpp"
#include "sim/world/payload.hpp"

namespace parley::sim {

/// One end of a connection: what the machine's kernel keeps for it.
///
///   kConnecting -> kOpen -> kClosing -> kDead    kClosing: the program is done, what waits is still sent
///                        -> kSilent              kSilent: its machine vanished
enum class EndState : std::uint8_t { kConnecting, kOpen, kClosing, kSilent, kDead };

struct StreamEnd {
  StreamHandler* handler = nullptr;
  NodeId node{};
  std::uint32_t address = 0;
  std::uint16_t port = 0;
  EndState state = EndState::kDead;
  bool reading_paused = false;
  bool read_scheduled = false;
  bool has_written = false;
  bool drain_due = false;      ///< The last of what had to wait has just left.
  bool stalled = false;        ///< Something waits for the way to be mended.
  bool orphaned = false;       ///< Its node has its address no more: nothing gets out of it or into it.
  std::uint32_t accepted = 0;  ///< Segments at the front of `outgoing` that are within the window.
  std::uint32_t unacked = 0;   ///< Bytes that the other end's window holds.
  std::uint32_t consumed = 0;  ///< Bytes read here that the other end does not know of yet.
  std::size_t unsent = 0;      ///< Bytes in `outgoing` beyond the window.
  PayloadQueue outgoing;
  PayloadQueue unread;
  std::uint32_t next = 0;                     ///< In the list of its node's ends, while Connection::linked.
  std::uint32_t previous = 0;                 ///< As above.
  Instant unanswered_since = Instant::max();  ///< Since when it has been trying in vain.
  Instant last_arrival{};  ///< Of what this end has sent: segments never overtake each other.

  bool takes_callbacks() const { return state == EndState::kConnecting || state == EndState::kOpen; }
};

/// Its two ends: 0 is the client's, 1 the server's.
struct Connection {
  StreamEnd ends[2];
  std::uint32_t generation = 0;  ///< Rises with each use of the slot: late events find out by it.
  bool linked = false;           ///< Its ends stand in their nodes' lists.
  bool half_closed = false;      ///< One end believes that the other has closed, which knows nothing of it.
  bool syn_stalled = false;      ///< The client's first packet waits for the way to be mended.
  bool by_name = false;          ///< The client knows the server by its name.
  std::uint8_t refusals = 0;     ///< Of the server's addresses, one after another.
  Instant asked{};               ///< When the packet of the handshake that is under way left.

  bool orphaned() const { return ends[0].orphaned || ends[1].orphaned; }
};

/// Names one end of one connection.
struct EndId {
  std::uint32_t slot = 0;
  std::uint32_t generation = 0;
  std::uint8_t side = 0;

  EndId other() const { return {slot, generation, static_cast<std::uint8_t>(1 - side)}; }

  /// The connection's number in the trace: never 0, and never used twice.
  std::uint64_t channel() const { return (std::uint64_t{slot} + 1) << 32U | generation; }
};

}  // namespace parley::sim
