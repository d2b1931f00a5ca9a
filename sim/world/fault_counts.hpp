#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace parley::sim {

/// Why a datagram did not arrive. Add new ones at the end.
enum class DropReason : std::uint8_t {
  kNone,
  kCut,         ///< The way is cut.
  kRandom,      ///< LinkTraits::loss_permille.
  kQueue,       ///< The queue before a narrow way was full.
  kTooBig,      ///< Longer than the way's MTU.
  kDeaf,        ///< The member does not hear its groups.
  kNat,         ///< No way in through a NAT, or out of one.
  kOldAddress,  ///< Sent to, or from, an address that its node has no more.
  kBuffer,      ///< The paused receiver's buffers were full.
  kNoSocket,    ///< Nobody has the port; the machine may be off.
};
inline constexpr std::size_t kDropReasons = static_cast<std::size_t>(DropReason::kNoSocket) + 1;

/// How often each kind of fault has really hit. A fault that a scenario asked for and whose count did not
/// rise has not been tested.
struct FaultCounts {
  std::array<std::uint64_t, kDropReasons> lost{};  ///< Datagrams, by DropReason.

  // Datagrams.
  std::uint64_t repeated = 0;
  std::uint64_t reordered = 0;  ///< Held back so that later ones overtake them.

  // Packets of both sorts.
  std::uint64_t packets = 0;      ///< Put before Links at all: what changed latencies have acted on.
  std::uint64_t clogged = 0;      ///< Had to wait for a clogged way.
  std::uint64_t slowed = 0;       ///< Had to wait for those before them on a narrow way.
  std::uint64_t on_own_link = 0;  ///< Went a way that has traits of its own.

  // Streams.
  std::uint64_t stalled = 0;      ///< Times that bytes or an opening had to wait for a way.
  std::uint64_t broken = 0;       ///< Streams torn by World::break_streams(), each once.
  std::uint64_t half_closed = 0;  ///< Streams ended one way by World::half_close().
  std::uint64_t fragmented = 0;   ///< Records that were split.
  std::uint64_t orphaned = 0;     ///< Streams that lost their way when a node's address changed.
  std::uint64_t unreachable = 0;  ///< Openings that a NAT lets nobody see, or that go to an old address.
  std::uint64_t timed_out = 0;    ///< Streams given up since nothing was answered for too long.

  // Machines.
  std::uint64_t moves = 0;          ///< Changes of address.
  std::uint64_t translated = 0;     ///< Datagrams that a NAT let out under its own address.
  std::uint64_t parked = 0;         ///< Events that waited for a paused program.
  std::uint64_t drifted_wakes = 0;  ///< Alarms that went off by a clock that drifts.

  std::uint64_t of(DropReason why) const { return lost[static_cast<std::size_t>(why)]; }
};

}  // namespace parley::sim
