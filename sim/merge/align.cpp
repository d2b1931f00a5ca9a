#include "sim/merge/align.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>
#include <utility>

#include "sim/merge/bounds.hpp"
#include "sim/merge/offset_voting.hpp"
#include "sim/merge/place_groups.hpp"
#include "sim/merge/solve.hpp"

namespace parley::sim::merge {
namespace {

constexpr int kTurns = 3;

/// Clocks by the heaviest estimates; tapes that no estimate joins are in groups of their own.
void place_roughly(std::vector<OffsetEstimate> estimates, std::vector<Clock>& clocks,
                   std::vector<std::size_t>& groups) {
  std::ranges::stable_sort(
      estimates, [](const OffsetEstimate& a, const OffsetEstimate& b) { return a.weight > b.weight; });
  std::iota(groups.begin(), groups.end(), 0);
  for (const OffsetEstimate& estimate : estimates) {
    if (groups[estimate.earlier] == groups[estimate.later]) continue;
    // The whole group of the one moves, so that both show the same at the same moment.
    const std::size_t moved = groups[estimate.later];
    const Duration by = clocks[estimate.earlier].common(Instant{}) - Instant{} - estimate.ahead -
                        (clocks[estimate.later].common(Instant{}) - Instant{});
    for (std::size_t tape = 0; tape < groups.size(); ++tape) {
      if (groups[tape] != moved) continue;
      groups[tape] = groups[estimate.earlier];
      clocks[tape].shift(by);
    }
  }
}

/// Transits, of which the certain ones of two tapes make the others unneeded at first.
class Transits {
 public:
  explicit Transits(bool rough) : rough_(rough) {}

  void add(std::size_t from, std::size_t to, const Transit& transit, bool is_certain) {
    if (is_certain) has_certain_.insert(std::minmax(from, to));
    all_.push_back({from, to, transit, is_certain});
  }

  Bounds bounds() const {
    Bounds bounds;
    for (const Each& each : all_) {
      if (rough_ && !each.is_certain && has_certain_.contains(std::minmax(each.from, each.to))) continue;
      bounds.add(each.from, each.to, each.transit);
    }
    return bounds;
  }

 private:
  struct Each {
    std::size_t from;
    std::size_t to;
    Transit transit;
    bool is_certain;
  };

  bool rough_;
  std::set<std::pair<std::size_t, std::size_t>> has_certain_;
  std::vector<Each> all_;
};

void add_pieces(const std::vector<Piece>& sent, std::size_t from, const std::vector<Piece>& received,
                std::size_t to, bool is_certain, Transits& transits) {
  for (const PieceMatch& match : match_pieces(sent, received)) {
    transits.add(from, to, {sent[match.sent].at, received[match.received].at}, is_certain);
  }
}

Bounds bounds_of(const std::vector<TapeIndex>& indexes, const Alignment& found, bool rough) {
  Transits transits(rough);
  for (const StreamPair& pair : found.streams) {
    const IndexedStream& peer = indexes[pair.peer.tape].streams[pair.peer.stream];
    const IndexedStream& registry = indexes[pair.registry.tape].streams[pair.registry.stream];
    add_pieces(peer.out, pair.peer.tape, registry.in, pair.registry.tape, pair.is_certain, transits);
    add_pieces(registry.out, pair.registry.tape, peer.in, pair.peer.tape, pair.is_certain, transits);
  }
  for (const DatagramMatch& match : found.datagrams) {
    const Transit transit{indexes[match.from].sent[match.sent].at,
                          indexes[match.to].received[match.received].at};
    transits.add(match.from, match.to, transit, match.is_certain);
  }
  return transits.bounds();
}

}  // namespace

Alignment align(const std::vector<TapeIndex>& indexes) {
  Alignment found;
  found.clocks.resize(indexes.size());
  std::vector<std::size_t> groups(indexes.size());
  place_roughly(estimate_offsets(indexes), found.clocks, groups);
  place_groups(indexes, groups, std::vector<bool>(indexes.size()), found.clocks);
  Solution solution;
  for (int turn = 0; turn < kTurns; ++turn) {
    const bool rough = turn == 0;
    found.streams = pair_streams(indexes, found.clocks, groups);
    const DatagramRules rules{rough ? limits::kVoteWindow : limits::kClockTolerance, !rough};
    found.datagrams = match_datagrams(indexes, found.clocks, groups, rules);
    solution = solve(indexes.size(), bounds_of(indexes, found, rough));
    found.clocks = solution.clocks;
    groups = solution.groups;
    found.placed = place_groups(indexes, groups, solution.is_root, found.clocks);
  }
  found.worst_violation = solution.worst_violation;
  return found;
}

}  // namespace parley::sim::merge
