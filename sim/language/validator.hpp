#pragma once

#include <vector>

#include "sim/language/diagnostic.hpp"
#include "sim/language/scenario.hpp"

namespace parley::sim::scenario {

/// Finds steps that cannot be played, though each is a statement of the language: someone acts who has
/// not started, something restarts that did not crash, an expectation whose time word makes no sense.
/// Only what is certain without playing is found here.
std::vector<Diagnostic> validate(const Scenario& scenario);

}  // namespace parley::sim::scenario
