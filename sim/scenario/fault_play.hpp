#pragma once

#include "sim/scenario/stage.hpp"
#include "sim/scenario/step.hpp"

namespace parley::sim::scenario {

/// Does what a fault step says to the world.
void strike(Stage& stage, const Fault& fault);

}  // namespace parley::sim::scenario
