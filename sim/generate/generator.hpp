#pragma once

#include <cstddef>
#include <cstdint>

#include "sim/language/scenario.hpp"

namespace parley::sim::explore {

/// The scenario of a seed: people who come and go, talk and try what they may not, and a block of things
/// that go wrong meanwhile, each at its own time. The same arguments give the same scenario, always.
/// `people` is how many there are; 0: as the seed has it.
scenario::Scenario generate(std::uint64_t seed, std::size_t people);

}  // namespace parley::sim::explore
