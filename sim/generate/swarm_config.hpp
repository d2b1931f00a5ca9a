#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "base/time.hpp"
#include "sim/generate/draw.hpp"
#include "sim/generate/fault_family.hpp"

namespace parley::sim::explore {

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
