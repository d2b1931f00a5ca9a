#pragma once

#include <functional>
#include <vector>

#include "sim/language/scenario.hpp"

namespace parley::sim::explore {

/// Makes a failing scenario small: fewer people, then fewer steps, then simpler ones, then nicer and
/// earlier times, and again until nothing helps any more. `still_fails` says whether a candidate fails in
/// the same way; it bounds the tries by returning false from some point on. Returns one that fails.
scenario::Scenario shrink(scenario::Scenario failing,
                          const std::function<bool(const scenario::Scenario&)>& still_fails);

/// One change to a scenario; without effect where there is nothing left to change.
using Change = std::function<void(scenario::Scenario&)>;

/// What may make the words fewer: one dialect, no NATs, one room, no odd arguments, faults that strike
/// everywhere, all who do the same in one line, everyone arriving in one line.
std::vector<Change> simplifications(const scenario::Scenario& scenario);

/// What may make the times nicer and the play shorter: whole seconds, equal gaps, earlier ends.
std::vector<Change> retimings(const scenario::Scenario& scenario);

}  // namespace parley::sim::explore
