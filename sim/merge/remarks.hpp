#pragma once

#include <string>
#include <vector>

#include "sim/merge/align.hpp"
#include "sim/merge/merged_tapes.hpp"
#include "sim/merge/tape_index.hpp"

namespace parley::sim::merge {

/// What a reader should know of how the tapes were put together, a sentence each.
std::vector<std::string> remarks_on(const std::vector<Tape>& tapes, const std::vector<TapeIndex>& indexes,
                                    const Alignment& alignment);

}  // namespace parley::sim::merge
