#pragma once

#include <cstddef>
#include <vector>

#include "sim/merge/clock.hpp"
#include "sim/merge/tape_index.hpp"

namespace parley::sim::merge {

/// A stream of a tape, by its place in the index.
struct StreamId {
  std::size_t tape = 0;
  std::size_t stream = 0;
  auto operator<=>(const StreamId&) const = default;
};

/// The two ends of one stream.
struct StreamPair {
  StreamId peer;
  StreamId registry;
  bool is_certain = false;  ///< By content and names alone, with no other that could be meant.
};

/// Which stream of a peer is which one of a registry: content and order agree in both directions, nobody
/// else has logged in there, and it stood for both within 15 s. Of several, the nearest in time.
/// Tapes of two groups share nothing else: there it has to be within 2 s, and the port asked for.
std::vector<StreamPair> pair_streams(const std::vector<TapeIndex>& indexes, const std::vector<Clock>& clocks,
                                     const std::vector<std::size_t>& groups);

/// A piece that was received, and the one that it was sent as, by their places.
struct PieceMatch {
  std::size_t sent = 0;
  std::size_t received = 0;
};

/// Bytes arrive whole and in order: the piece in which its last byte was sent.
std::vector<PieceMatch> match_pieces(const std::vector<Piece>& sent, const std::vector<Piece>& received);

}  // namespace parley::sim::merge
