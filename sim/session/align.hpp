#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "sim/session/clock.hpp"
#include "sim/session/datagram_pairs.hpp"
#include "sim/session/session.hpp"
#include "sim/session/stream_pairs.hpp"
#include "sim/session/survey.hpp"

namespace parley::sim::session {

/// What belongs together on several tapes, and by which clocks.
struct Alignment {
  std::vector<Clock> clocks;  ///< From each tape's own time to the common one, whose zero is the first entry.
  std::vector<Placed> placed;
  std::vector<Duration> latest;  ///< By how much a message arrives too early, at worst.
  std::vector<StreamPair> streams;
  std::vector<DatagramMatch> datagrams;
};

/// First roughly, by what seems to be the same; then by turns: which message is which one by the clocks so
/// far, and the clocks by the messages. What shares nothing goes by the calendar.
Alignment align(const std::vector<Survey>& surveys);

}  // namespace parley::sim::session
