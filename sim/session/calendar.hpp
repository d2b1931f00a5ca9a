#pragma once

#include <cstddef>
#include <vector>

#include "sim/session/clock.hpp"
#include "sim/session/session.hpp"
#include "sim/session/survey.hpp"

namespace parley::sim::session {

/// When each tape was begun: by the time of day, since 1970; or, where that is unknown of one, all by their
/// own clocks, which on one machine are the same.
std::vector<Duration> begun_at(const std::vector<Survey>& surveys);

/// Moves groups of tapes, which share nothing, to where their beginnings put them, beside the largest; then
/// all, so that the first entry is at zero. Says of each tape how it was placed.
std::vector<Placed> place_groups(const std::vector<Survey>& surveys, const std::vector<std::size_t>& groups,
                                 const std::vector<bool>& is_root, std::vector<Clock>& clocks);

}  // namespace parley::sim::session
