#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.hpp"
#include "sim/generate/draw.hpp"

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

/// What one seed is going to be like, drawn before any step is: how large, which families of faults are on
/// and how wild each is. About half of the families are off ("swarm testing", Groce and others, 2012): what
/// only shows where a fault is absent is found too.
struct SwarmConfig {
  std::size_t people = 2;
  std::size_t clients = 0;
  std::size_t rooms = 1;     ///< Names that people choose among.
  std::size_t actions = 20;  ///< Of all people together.
  Duration span{};           ///< In which all of it begins.
  std::uint32_t v1_permille = 0;
  bool calm_arrival = true;                              ///< All arrive before anything goes wrong.
  std::array<std::uint32_t, kFaultFamilies> strength{};  ///< 0: off. Else how many faults of it, about.

  bool on(FaultFamily family) const { return strength[number(family)] > 0; }
  std::uint32_t of(FaultFamily family) const { return strength[number(family)]; }
};

/// `people` is how many there are; 0: drawn, mostly few.
SwarmConfig draw_swarm_config(Draw& draw, std::size_t people);

}  // namespace parley::sim::explore
