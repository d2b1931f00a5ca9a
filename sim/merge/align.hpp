#pragma once

#include <compare>
#include <cstddef>
#include <vector>

#include "sim/merge/clock.hpp"
#include "sim/merge/datagram_pairs.hpp"
#include "sim/merge/tape_index.hpp"
#include "sim/merge/tapes.hpp"

namespace parley::sim::merge {

/// A stream of a tape, by its place in the index.
struct StreamId {
  std::size_t tape = 0;
  std::size_t stream = 0;
  auto operator<=>(const StreamId&) const = default;
};

/// The two ends of one connection.
struct StreamPair {
  StreamId peer;
  StreamId registry;
};

/// What belongs together on several tapes, and by which clocks.
struct Alignment {
  std::vector<Clock> clocks;  ///< From each tape's own time to the common one, whose zero is the first entry.
  std::vector<Placement> placed;
  std::vector<Duration> worst_violation;  ///< By how much a message arrives too early, at worst.
  std::vector<StreamPair> streams;
  std::vector<DatagramMatch> datagrams;
};

/// Streams by the names of their connections. Clocks by the streams, and between tapes that no streams bind
/// to each other by lines that were sent once. Datagrams by these clocks, and clocks once more by all.
/// Tapes that share nothing go by the time of day.
Alignment align(const std::vector<TapeIndex>& indexes);

/// The streams with one channel id: one that was asked for, and one that was accepted. Where a damaged or
/// forged tape names a connection that another tape has too, the first is taken.
std::vector<StreamPair> pair_streams(const std::vector<TapeIndex>& indexes);

/// A piece that was received, and the one that it was sent as, by their places.
struct PieceMatch {
  std::size_t sent = 0;
  std::size_t received = 0;
};

/// Bytes arrive whole and in order: the piece in which its last byte was sent.
std::vector<PieceMatch> match_pieces(const std::vector<Piece>& sent, const std::vector<Piece>& received);

}  // namespace parley::sim::merge
