#include "sim/merge/align.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "sim/merge/solve.hpp"

namespace parley::sim::merge {
namespace {

using TapePair = std::pair<std::size_t, std::size_t>;

void add_pieces(const std::vector<Piece>& sent, std::size_t from, const std::vector<Piece>& received,
                std::size_t to, Bounds& bounds) {
  for (const PieceMatch& match : match_pieces(sent, received)) {
    bounds.add(from, to, {sent[match.sent].at, received[match.received].at});
  }
}

Bounds bounds_of_streams(const std::vector<TapeIndex>& indexes, const std::vector<StreamPair>& pairs) {
  Bounds bounds;
  for (const StreamPair& pair : pairs) {
    const IndexedStream& peer = indexes[pair.peer.tape].streams[pair.peer.stream];
    const IndexedStream& registry = indexes[pair.registry.tape].streams[pair.registry.stream];
    add_pieces(peer.out, pair.peer.tape, registry.in, pair.registry.tape, bounds);
    add_pieces(registry.out, pair.registry.tape, peer.in, pair.peer.tape, bounds);
  }
  return bounds;
}

/// Lines of rooms that were sent once, and of another tape received once: no clock is needed to know them
/// again.
class UniqueLines {
 public:
  explicit UniqueLines(const std::vector<TapeIndex>& indexes) {
    for (std::size_t tape = 0; tape < indexes.size(); ++tape) {
      for (const IndexedDatagram& each : indexes[tape].sent) {
        if (!each.is_keep_alive) add(all_[each.digest].sent, tape, each.at);
      }
    }
    for (std::size_t tape = 0; tape < indexes.size(); ++tape) {
      for (const IndexedDatagram& each : indexes[tape].received) {
        const auto line = all_.find(each.digest);
        if (line != all_.end() && !each.is_keep_alive) add(line->second.received, tape, each.at);
      }
    }
  }

  /// A person who started again may have said the same on a tape that is missing. So between tapes of one
  /// group no line counts that is much too early, and between others only those that agree with most.
  void add_bounds(const Solution& rough, Bounds& bounds) const {
    for (auto& [tapes, lines] : lines_between_tapes(rough)) {
      const bool is_one_group = rough.groups[tapes.first] == rough.groups[tapes.second];
      std::ranges::stable_sort(lines, {}, &Line::ahead);
      const Duration middle = lines[lines.size() / 2].ahead;
      for (const Line& line : lines) {
        const Duration off =
            is_one_group ? std::max(-line.way, Duration{}) : std::chrono::abs(line.ahead - middle);
        if (off <= limits::kUniqueSpread) bounds.add(line.from, line.to, line.transit);
      }
    }
  }

 private:
  struct Line {
    std::size_t from = 0;
    std::size_t to = 0;
    Transit transit;
    Duration way{};    ///< How long it took, by the clocks so far.
    Duration ahead{};  ///< How far the later tape's clock is ahead, by the same.
  };
  using Moments = std::map<std::size_t, std::optional<Instant>>;  ///< By tape; nothing: more than one.
  struct Said {
    Moments sent;
    Moments received;
  };

  std::map<TapePair, std::vector<Line>> lines_between_tapes(const Solution& rough) const {
    std::map<TapePair, std::vector<Line>> lines;
    for (const auto& [digest, line] : all_) {
      if (line.sent.size() != 1 || !line.sent.begin()->second) continue;
      const auto& [from, sent] = *line.sent.begin();
      for (const auto& [to, received] : line.received) {
        if (from == to || !received) continue;
        const Duration way = rough.clocks[to].common(*received) - rough.clocks[from].common(*sent);
        lines[std::minmax(from, to)].push_back({from, to, {*sent, *received}, way, from < to ? way : -way});
      }
    }
    return lines;
  }
  static void add(Moments& moments, std::size_t tape, Instant at) {
    const auto [found, is_new] = moments.try_emplace(tape, at);
    if (!is_new) found->second.reset();
  }

  std::map<std::uint64_t, Said> all_;  ///< By digest.
};

/// Some tapes that are bound to each other, and when their common zero was.
struct Group {
  std::vector<std::size_t> tapes;
  Duration zero{};
};

bool has_wall_clock(const TapeIndex& index) {
  constexpr std::int64_t kLastMillisecond = 4'102'444'800'000;  // In 2100.
  return index.header.recorded_at > 0 && index.header.recorded_at <= kLastMillisecond;
}

std::map<std::size_t, Group> groups_of(const std::vector<TapeIndex>& indexes, const Solution& solution,
                                       bool by_wall_clock) {
  std::map<std::size_t, Group> all;
  for (std::size_t tape = 0; tape < indexes.size(); ++tape) {
    const Duration own = std::clamp(indexes[tape].zero - Instant{}, -limits::kMaxOffset, limits::kMaxOffset);
    const Duration began =
        by_wall_clock ? Duration(std::chrono::milliseconds(indexes[tape].header.recorded_at)) : own;
    Group& group = all[solution.groups[tape]];
    if (group.tapes.empty() || solution.is_root[tape]) {
      group.zero = began - (solution.clocks[tape].common(Instant{}) - Instant{});
    }
    group.tapes.push_back(tape);
  }
  return all;
}

/// Moves groups of tapes, which share nothing, to where their beginnings put them beside the largest; then
/// all, so that the first entry is at zero. Says of each tape how it was placed.
std::vector<Placement> place_groups(const std::vector<TapeIndex>& indexes, Solution& solution) {
  const bool by_wall_clock = std::ranges::all_of(indexes, has_wall_clock);
  const auto all = groups_of(indexes, solution, by_wall_clock);
  const auto size_of = [](const auto& entry) { return entry.second.tapes.size(); };
  const Group& largest = std::ranges::max_element(all, {}, size_of)->second;
  std::vector<Placement> placed(indexes.size());
  for (const auto& [number, group] : all) {
    const bool is_largest = &group == &largest;
    const Placement others = by_wall_clock ? Placement::kByWallClock : Placement::kByOwnClock;
    const Duration apart =
        std::clamp(group.zero - largest.zero, -limits::kMaxTapeLength, limits::kMaxTapeLength);
    for (const std::size_t tape : group.tapes) {
      if (!is_largest) solution.clocks[tape].shift(apart);
      placed[tape] =
          !solution.is_root[tape] ? Placement::kByMessages : (is_largest ? Placement::kFirst : others);
    }
  }
  Instant first = Instant::max();
  for (const Clock& clock : solution.clocks) first = std::min(first, clock.common(Instant{}));
  for (Clock& clock : solution.clocks) clock.shift(Instant{} - first);
  return placed;
}

}  // namespace

std::vector<StreamPair> pair_streams(const std::vector<TapeIndex>& indexes) {
  std::map<ChannelId, StreamId> accepted;
  for (std::size_t tape = 0; tape < indexes.size(); ++tape) {
    for (std::size_t i = 0; i < indexes[tape].streams.size(); ++i) {
      const IndexedStream& stream = indexes[tape].streams[i];
      if (stream.accepted && stream.channel.is_known())
        accepted.try_emplace(stream.channel, StreamId{tape, i});
    }
  }
  std::vector<StreamPair> pairs;
  for (std::size_t tape = 0; tape < indexes.size(); ++tape) {
    for (std::size_t i = 0; i < indexes[tape].streams.size(); ++i) {
      const IndexedStream& stream = indexes[tape].streams[i];
      const auto other = stream.accepted ? accepted.end() : accepted.find(stream.channel);
      if (other == accepted.end()) continue;
      pairs.push_back({{tape, i}, other->second});
      accepted.erase(other);
    }
  }
  return pairs;
}

std::vector<PieceMatch> match_pieces(const std::vector<Piece>& sent, const std::vector<Piece>& received) {
  std::vector<PieceMatch> matches;
  std::uint64_t sent_to = 0;  // Behind sent[out].
  std::uint64_t received_to = 0;
  std::size_t out = 0;
  for (std::size_t in = 0; in < received.size(); ++in) {
    received_to += received[in].size;
    while (out < sent.size() && sent_to + sent[out].size < received_to) sent_to += sent[out++].size;
    if (out == sent.size()) break;
    matches.push_back({out, in});
  }
  return matches;
}

Alignment align(const std::vector<TapeIndex>& indexes) {
  constexpr int kTurns = 2;
  Alignment found;
  found.streams = pair_streams(indexes);
  const Bounds streams = bounds_of_streams(indexes, found.streams);
  Bounds bounds = streams;
  UniqueLines(indexes).add_bounds(solve(indexes.size(), streams), bounds);
  Solution solution = solve(indexes.size(), bounds);
  for (int turn = 0; turn < kTurns; ++turn) {
    found.datagrams = match_datagrams(indexes, solution.clocks, solution.groups);
    bounds = streams;
    for (const DatagramMatch& match : found.datagrams) {
      bounds.add(match.from, match.to,
                 {indexes[match.from].sent[match.sent].at, indexes[match.to].received[match.received].at});
    }
    solution = solve(indexes.size(), bounds);
  }
  found.placed = place_groups(indexes, solution);
  found.clocks = std::move(solution.clocks);
  found.worst_violation = std::move(solution.worst_violation);
  return found;
}

}  // namespace parley::sim::merge
