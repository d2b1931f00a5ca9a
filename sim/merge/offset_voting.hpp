#pragma once

#include <cstddef>
#include <vector>

#include "base/time.hpp"
#include "sim/merge/tape_index.hpp"

namespace parley::sim::merge {

/// How two tapes' clocks stand to each other, roughly: `later`'s clock shows `ahead` more than `earlier`'s
/// at the same moment.
struct OffsetEstimate {
  std::size_t earlier = 0;
  std::size_t later = 0;
  Duration ahead{};
  double weight = 0;  ///< The more so, the more messages say the same that are said nowhere else.
};

/// For each two tapes that may share messages. Whatever one has sent and the other received is a vote for
/// the difference of the two moments, a weaker one the more often the same was said; most votes for
/// one second win. Messages under way for longer, and equal ones taken for each other, are outvoted.
std::vector<OffsetEstimate> estimate_offsets(const std::vector<TapeIndex>& indexes);

}  // namespace parley::sim::merge
