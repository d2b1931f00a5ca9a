#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "sim/explore/isolated_play.hpp"
#include "sim/language/scenario.hpp"

namespace parley::sim::explore {

/// A play that fails, and how.
struct Reproduction {
  scenario::Scenario scenario;
  std::uint64_t seed = 1;
  IsolatedPlay play;
};

/// As it would be after it was written to a file and read again: its steps have lines, and its source is
/// there. Nothing where it is no scenario that could be played.
std::optional<scenario::Scenario> reparsed(const scenario::Scenario& scenario);

/// Plays it in a process of its own, and replays its tapes.
Reproduction reproduce(scenario::Scenario scenario, std::uint64_t seed, std::chrono::seconds bound);

/// Whether the second play fails as the first one does: the same check, and where that is a step or an
/// expectation of the scenario, at the same words.
bool same_failure(const Reproduction& first, const Reproduction& second);

/// How far a reduction is.
struct ShrinkProgress {
  std::size_t plays = 0;
  std::size_t steps = 0;  ///< Of the smallest scenario so far.
  std::size_t people = 0;
};

/// The smallest scenario found that fails alike, in a bounded number of plays, each in a process of its
/// own. It may want another seed of the world than the one it came from. `tell` hears of each play.
Reproduction shrink_failure(const Reproduction& failing,
                            const std::function<void(const ShrinkProgress&)>& tell);

}  // namespace parley::sim::explore
