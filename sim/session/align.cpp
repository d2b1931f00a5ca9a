#include "sim/session/align.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>
#include <utility>

#include "sim/session/bounds.hpp"
#include "sim/session/calendar.hpp"
#include "sim/session/solve.hpp"
#include "sim/session/votes.hpp"

namespace parley::sim::session {
namespace {

constexpr int kTurns = 3;

/// Clocks by the heaviest guesses; tapes that no guess joins are in groups of their own.
void place_roughly(std::vector<Guess> guesses, std::vector<Clock>& clocks, std::vector<std::size_t>& groups) {
  std::ranges::stable_sort(guesses, [](const Guess& a, const Guess& b) { return a.weight > b.weight; });
  std::iota(groups.begin(), groups.end(), 0);
  for (const Guess& guess : guesses) {
    if (groups[guess.earlier] == groups[guess.later]) continue;
    // The whole group of the one moves, so that both show the same at the same moment.
    const std::size_t moved = groups[guess.later];
    const Duration by = clocks[guess.earlier].common(Instant{}) - Instant{} - guess.ahead -
                        (clocks[guess.later].common(Instant{}) - Instant{});
    for (std::size_t tape = 0; tape < groups.size(); ++tape) {
      if (groups[tape] != moved) continue;
      groups[tape] = groups[guess.earlier];
      clocks[tape].shift(by);
    }
  }
}

/// Crossings, of which the certain ones of two tapes make the others unneeded at first.
class Crossings {
 public:
  explicit Crossings(bool rough) : rough_(rough) {}

  void add(std::size_t from, std::size_t to, const Crossing& crossing, bool is_certain) {
    if (is_certain) has_certain_.insert(std::minmax(from, to));
    all_.push_back({from, to, crossing, is_certain});
  }

  Bounds bounds() const {
    Bounds bounds;
    for (const Each& each : all_) {
      if (rough_ && !each.is_certain && has_certain_.contains(std::minmax(each.from, each.to))) continue;
      bounds.add(each.from, each.to, each.crossing);
    }
    return bounds;
  }

 private:
  struct Each {
    std::size_t from;
    std::size_t to;
    Crossing crossing;
    bool is_certain;
  };

  bool rough_;
  std::set<std::pair<std::size_t, std::size_t>> has_certain_;
  std::vector<Each> all_;
};

void add_pieces(const std::vector<Piece>& sent, std::size_t from, const std::vector<Piece>& received,
                std::size_t to, bool is_certain, Crossings& crossings) {
  for (const PieceMatch& match : match_pieces(sent, received)) {
    crossings.add(from, to, {sent[match.sent].at, received[match.received].at}, is_certain);
  }
}

Bounds bounds_of(const std::vector<Survey>& surveys, const Alignment& found, bool rough) {
  Crossings crossings(rough);
  for (const StreamPair& pair : found.streams) {
    const StreamNotes& peer = surveys[pair.peer.tape].streams[pair.peer.stream];
    const StreamNotes& registry = surveys[pair.registry.tape].streams[pair.registry.stream];
    add_pieces(peer.out, pair.peer.tape, registry.in, pair.registry.tape, pair.is_certain, crossings);
    add_pieces(registry.out, pair.registry.tape, peer.in, pair.peer.tape, pair.is_certain, crossings);
  }
  for (const DatagramMatch& match : found.datagrams) {
    const Crossing crossing{surveys[match.from].sent[match.sent].at,
                            surveys[match.to].received[match.received].at};
    crossings.add(match.from, match.to, crossing, match.is_certain);
  }
  return crossings.bounds();
}

}  // namespace

Alignment align(const std::vector<Survey>& surveys) {
  Alignment found;
  found.clocks.resize(surveys.size());
  std::vector<std::size_t> groups(surveys.size());
  place_roughly(guess_clocks(surveys), found.clocks, groups);
  place_groups(surveys, groups, std::vector<bool>(surveys.size()), found.clocks);
  Solution solution;
  for (int turn = 0; turn < kTurns; ++turn) {
    const bool rough = turn == 0;
    found.streams = pair_streams(surveys, found.clocks, groups);
    const DatagramRules rules{rough ? limits::kVoteWindow : limits::kClockTolerance, !rough};
    found.datagrams = match_datagrams(surveys, found.clocks, groups, rules);
    solution = solve(surveys.size(), bounds_of(surveys, found, rough));
    found.clocks = solution.clocks;
    groups = solution.groups;
    found.placed = place_groups(surveys, groups, solution.is_root, found.clocks);
  }
  found.latest = solution.latest;
  return found;
}

}  // namespace parley::sim::session
