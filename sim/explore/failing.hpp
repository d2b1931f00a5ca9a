#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include "sim/explore/isolated.hpp"
#include "sim/scenario/step.hpp"

namespace parley::sim::explore {

/// A play that fails, and how.
struct Failing {
  scenario::Scenario scenario;
  std::uint64_t seed = 1;
  IsolatedPlay play;
};

/// As it would be after it was written to a file and read again: its steps have lines, and its source is
/// there. Nothing where it is no scenario that could be played.
std::optional<scenario::Scenario> as_written(const scenario::Scenario& scenario);

/// Plays it in a process of its own, and replays its tapes.
Failing play_apart(scenario::Scenario scenario, std::uint64_t seed, std::chrono::seconds bound);

/// Whether the second play fails as the first one does: the same check, and where that is a step or an
/// expectation of the scenario, at the same words.
bool fails_alike(const Failing& first, const Failing& second);

}  // namespace parley::sim::explore
