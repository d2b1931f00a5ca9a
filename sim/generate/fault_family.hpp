#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace parley::sim::explore {

/// The families of what can go wrong. Each seed has each of them on or off as a whole, so that every few
/// seeds one is alone, or missing where all others are.
enum class FaultFamily : std::uint8_t {
  kLoss,
  kRepetition,
  kDisorder,
  kLatency,
  kNarrowWays,    ///< Bandwidth, and the queue before it.
  kShortPackets,  ///< Datagrams beyond some length are lost.
  kFragments,     ///< Streams deliver in pieces.
  kPartitions,
  kOneWayCuts,
  kClogs,
  kDeafness,  ///< To multicast.
  kPeopleCrash,
  kRegistryCrash,
  kPowerLoss,
  kVanishing,
  kPauses,
  kDrift,
  kMoves,
  kNats,
  kBrokenStreams,
  kHalfCloses,
  kDisk,
  kNewKey,
  kBadClients,  ///< Clients that write what no peer would.
  kForgery,     ///< Datagrams in another's name, or none at all.
  kRegistryStop,
};
inline constexpr std::size_t kFaultFamilies = static_cast<std::size_t>(FaultFamily::kRegistryStop) + 1;

constexpr std::size_t number(FaultFamily family) { return static_cast<std::size_t>(family); }

/// `loss`, `crashes of the registry`, ... as the summary has them.
std::string_view name_of(FaultFamily family);

}  // namespace parley::sim::explore
