#pragma once

#include <functional>
#include <vector>

#include "sim/language/scenario.hpp"

/// Scenarios that say the same with less, or that are easier to read. Whether they still fail is for
/// others to find out.
namespace parley::sim::explore {

/// One change to a scenario; without effect where there is nothing left to change.
using Change = std::function<void(scenario::Scenario&)>;

/// What may make the words fewer: one dialect, no NATs, one room, no odd arguments, faults that strike
/// everywhere, all who do the same in one line, everyone arriving in one line.
std::vector<Change> simplifications(const scenario::Scenario& scenario);

/// What may make the times nicer and the play shorter: whole seconds, equal gaps, earlier ends.
std::vector<Change> retimings(const scenario::Scenario& scenario);

}  // namespace parley::sim::explore
