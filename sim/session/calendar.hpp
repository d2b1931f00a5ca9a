#pragma once

#include <vector>

#include "sim/session/clock.hpp"
#include "sim/session/session.hpp"
#include "sim/session/solve.hpp"
#include "sim/session/survey.hpp"

namespace parley::sim::session {

/// Moves groups of tapes that share nothing to where the time of day at which they were begun puts them,
/// beside the largest; then all, so that the first entry is at zero. Says how each tape was placed.
std::vector<Placed> place_groups(const std::vector<Survey>& surveys, const Solution& solution,
                                 std::vector<Clock>& clocks);

}  // namespace parley::sim::session
