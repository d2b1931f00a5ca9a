#pragma once

#include <vector>

#include "sim/scenario/diagnostic.hpp"
#include "sim/scenario/step.hpp"

namespace parley::sim::scenario {

/// Finds steps that cannot be played, though each is a sentence of the language: someone acts who has
/// not started, something restarts that did not crash, an expectation whose time word makes no sense.
/// Only what is certain without playing is found here.
std::vector<Diagnostic> validate(const Scenario& scenario);

}  // namespace parley::sim::scenario
