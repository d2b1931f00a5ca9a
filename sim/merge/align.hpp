#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "sim/merge/clock.hpp"
#include "sim/merge/datagram_pairs.hpp"
#include "sim/merge/merged_tapes.hpp"
#include "sim/merge/stream_pairs.hpp"
#include "sim/merge/tape_index.hpp"

namespace parley::sim::merge {

/// What belongs together on several tapes, and by which clocks.
struct Alignment {
  std::vector<Clock> clocks;  ///< From each tape's own time to the common one, whose zero is the first entry.
  std::vector<Placement> placed;
  std::vector<Duration> worst_violation;  ///< By how much a message arrives too early, at worst.
  std::vector<StreamPair> streams;
  std::vector<DatagramMatch> datagrams;
};

/// First roughly, by what seems to be the same; then by turns: which message is which one by the clocks so
/// far, and the clocks by the messages. What shares nothing goes by the calendar.
Alignment align(const std::vector<TapeIndex>& indexes);

}  // namespace parley::sim::merge
