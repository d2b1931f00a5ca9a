#include "sim/merge/place_groups.hpp"

#include <algorithm>
#include <map>

namespace parley::sim::merge {
namespace {

/// Some tapes that are bound to each other, and when their common zero was.
struct Group {
  std::vector<std::size_t> tapes;
  Duration zero{};
};

constexpr std::int64_t kLastMillisecond = 4'102'444'800'000;  ///< In 2100.

bool has_wall_clock(const TapeIndex& notes) {
  return notes.header.recorded_at > 0 && notes.header.recorded_at <= kLastMillisecond;
}

std::map<std::size_t, Group> groups_of(const std::vector<Duration>& begun,
                                       const std::vector<std::size_t>& groups,
                                       const std::vector<bool>& is_root, const std::vector<Clock>& clocks) {
  std::map<std::size_t, Group> all;
  for (std::size_t tape = 0; tape < groups.size(); ++tape) {
    Group& group = all[groups[tape]];
    if (group.tapes.empty() || is_root[tape]) {
      group.zero = begun[tape] - (clocks[tape].common(Instant{}) - Instant{});
    }
    group.tapes.push_back(tape);
  }
  return all;
}

}  // namespace

std::vector<Duration> start_times(const std::vector<TapeIndex>& indexes) {
  const bool by_wall_clock = std::ranges::all_of(indexes, has_wall_clock);
  std::vector<Duration> begun;
  for (const TapeIndex& notes : indexes) {
    const Duration own = notes.zero - Instant{};
    begun.push_back(by_wall_clock ? Duration(std::chrono::milliseconds(notes.header.recorded_at))
                                  : std::clamp(own, -limits::kMaxOffset, limits::kMaxOffset));
  }
  return begun;
}

std::vector<Placement> place_groups(const std::vector<TapeIndex>& indexes,
                                    const std::vector<std::size_t>& groups, const std::vector<bool>& is_root,
                                    std::vector<Clock>& clocks) {
  std::vector<Placement> placed(indexes.size());
  const auto all = groups_of(start_times(indexes), groups, is_root, clocks);
  if (all.empty()) return placed;
  const bool by_wall_clock = std::ranges::all_of(indexes, has_wall_clock);
  const auto size_of = [](const auto& entry) { return entry.second.tapes.size(); };
  const Group& largest = std::ranges::max_element(all, {}, size_of)->second;
  for (const auto& [number, group] : all) {
    const bool is_largest = &group == &largest;
    const Placement others = by_wall_clock ? Placement::kByWallClock : Placement::kByOwnClock;
    const Duration apart =
        std::clamp(group.zero - largest.zero, -limits::kMaxTapeLength, limits::kMaxTapeLength);
    for (const std::size_t tape : group.tapes) {
      if (!is_largest) clocks[tape].shift(apart);
      placed[tape] = !is_root[tape] ? Placement::kByMessages : (is_largest ? Placement::kFirst : others);
    }
  }
  Instant first = Instant::max();
  for (const Clock& clock : clocks) first = std::min(first, clock.common(Instant{}));
  for (Clock& clock : clocks) clock.shift(Instant{} - first);
  return placed;
}

}  // namespace parley::sim::merge
