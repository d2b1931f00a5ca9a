#include "sim/session/calendar.hpp"

#include <algorithm>
#include <map>

namespace parley::sim::session {
namespace {

/// Some tapes that are bound to each other, and when their common zero was.
struct Group {
  std::vector<std::size_t> tapes;
  Duration zero{};
};

constexpr std::int64_t kLastMillisecond = 4'102'444'800'000;  ///< In 2100.

bool has_calendar(const Survey& notes) {
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

std::vector<Duration> begun_at(const std::vector<Survey>& surveys) {
  const bool by_calendar = std::ranges::all_of(surveys, has_calendar);
  std::vector<Duration> begun;
  for (const Survey& notes : surveys) {
    const Duration own = notes.zero - Instant{};
    begun.push_back(by_calendar ? Duration(std::chrono::milliseconds(notes.header.recorded_at))
                                : std::clamp(own, -limits::kFarthest, limits::kFarthest));
  }
  return begun;
}

std::vector<Placed> place_groups(const std::vector<Survey>& surveys, const std::vector<std::size_t>& groups,
                                 const std::vector<bool>& is_root, std::vector<Clock>& clocks) {
  std::vector<Placed> placed(surveys.size());
  const auto all = groups_of(begun_at(surveys), groups, is_root, clocks);
  if (all.empty()) return placed;
  const bool by_calendar = std::ranges::all_of(surveys, has_calendar);
  const auto size_of = [](const auto& entry) { return entry.second.tapes.size(); };
  const Group& largest = std::ranges::max_element(all, {}, size_of)->second;
  for (const auto& [number, group] : all) {
    const bool is_largest = &group == &largest;
    const Placed others = by_calendar ? Placed::kByCalendar : Placed::kByOwnClock;
    const Duration apart = std::clamp(group.zero - largest.zero, -limits::kLongestTape, limits::kLongestTape);
    for (const std::size_t tape : group.tapes) {
      if (!is_largest) clocks[tape].shift(apart);
      placed[tape] = !is_root[tape] ? Placed::kByMessages : (is_largest ? Placed::kFirst : others);
    }
  }
  Instant first = Instant::max();
  for (const Clock& clock : clocks) first = std::min(first, clock.common(Instant{}));
  for (Clock& clock : clocks) clock.shift(Instant{} - first);
  return placed;
}

}  // namespace parley::sim::session
