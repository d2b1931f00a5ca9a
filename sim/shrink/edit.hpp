#pragma once

#include <cstddef>
#include <functional>

#include "sim/language/scenario.hpp"
#include "sim/shrink/ddmin.hpp"

/// Smaller versions of a scenario. None of these knows whether what comes out can be played.
namespace parley::sim::explore {

/// How many people and clients there are: people come first.
std::size_t participant_count(const scenario::Scenario& scenario);

/// Only these of the cast. Where a step is then about nobody, it goes too.
scenario::Scenario keep_participants(const scenario::Scenario& scenario, const Subset& kept);

/// How many steps there are, those in blocks each for itself.
std::size_t step_count(const scenario::Scenario& scenario);

/// Only these steps. Where a block is then empty, it goes too.
scenario::Scenario keep_steps(const scenario::Scenario& scenario, const Subset& kept);

/// Calls `change` for each of the steps that are counted above, in order; `at` is its time in a meanwhile
/// block, else null.
void for_each_step(scenario::Scenario& scenario,
                   const std::function<void(scenario::Step& step, Duration* at)>& change);

}  // namespace parley::sim::explore
