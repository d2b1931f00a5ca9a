#pragma once

#include <cstddef>
#include <vector>

#include "sim/merge/clock.hpp"
#include "sim/merge/merged_tapes.hpp"
#include "sim/merge/tape_index.hpp"

namespace parley::sim::merge {

/// When each tape was begun: by the time of day, since 1970; or, where that is unknown of one, all by their
/// own clocks, which on one machine are the same.
std::vector<Duration> start_times(const std::vector<TapeIndex>& indexes);

/// Moves groups of tapes, which share nothing, to where their beginnings put them, beside the largest; then
/// all, so that the first entry is at zero. Says of each tape how it was placed.
std::vector<Placement> place_groups(const std::vector<TapeIndex>& indexes,
                                    const std::vector<std::size_t>& groups, const std::vector<bool>& is_root,
                                    std::vector<Clock>& clocks);

}  // namespace parley::sim::merge
