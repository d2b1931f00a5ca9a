#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "sim/merge/clock.hpp"
#include "sim/merge/tape_index.hpp"

namespace parley::sim::merge {

/// A datagram that was received, and what it was sent as, by their places in the indexes.
struct DatagramMatch {
  std::size_t from = 0;  ///< The tapes.
  std::size_t to = 0;
  std::size_t sent = 0;
  std::size_t received = 0;
};

/// Which datagram received is which one sent. Equal ones cannot be told apart, so they count as arriving in
/// order: each is one that was sent not later, mostly the newest. To have lost some, to have one twice, or
/// to have it under way for long each costs something, and the cheapest assignment as a whole is taken.
/// Only tapes of the same group are compared.
std::vector<DatagramMatch> match_datagrams(const std::vector<TapeIndex>& indexes,
                                           const std::vector<Clock>& clocks,
                                           const std::vector<std::size_t>& groups);

/// The assignment for equal datagrams: for each moment at which one was received the place of the one sent,
/// both in order; nothing where none can be meant. So much earlier than it was sent may one seem to arrive.
std::vector<std::optional<std::size_t>> assign_equal(const std::vector<Instant>& sent,
                                                     const std::vector<Instant>& received,
                                                     Duration tolerance);

}  // namespace parley::sim::merge
