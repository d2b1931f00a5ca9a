#include "sim/session/calendar.hpp"

#include <algorithm>
#include <map>
#include <optional>

namespace parley::sim::session {
namespace {

/// Some tapes that are bound to each other.
struct Group {
  std::vector<std::size_t> tapes;
  Instant first = Instant::max();
  std::optional<Duration> calendar;  ///< The time of day at the group's zero, since 1970.
};

constexpr std::int64_t kLastMillisecond = 4'102'444'800'000;  ///< In 2100.

std::optional<Duration> calendar_of(const Survey& notes, const Clock& clock) {
  const std::int64_t begun = notes.header.recorded_at;
  if (begun <= 0 || begun > kLastMillisecond) return std::nullopt;
  return std::chrono::milliseconds(begun) - (clock.common(Instant{}) - Instant{});
}

std::map<std::size_t, Group> groups_of(const std::vector<Survey>& surveys, const Solution& solution,
                                       const std::vector<Clock>& clocks) {
  std::map<std::size_t, Group> groups;
  for (std::size_t tape = 0; tape < surveys.size(); ++tape) {
    Group& group = groups[solution.groups[tape]];
    group.tapes.push_back(tape);
    group.first = std::min(group.first, clocks[tape].common(Instant{}));
    const auto calendar = calendar_of(surveys[tape], clocks[tape]);
    if (calendar && (!group.calendar || solution.is_root[tape])) group.calendar = calendar;
  }
  return groups;
}

}  // namespace

std::vector<Placed> place_groups(const std::vector<Survey>& surveys, const Solution& solution,
                                 std::vector<Clock>& clocks) {
  std::vector<Placed> placed(surveys.size());
  const auto groups = groups_of(surveys, solution, clocks);
  if (groups.empty()) return placed;
  const Group& largest = std::ranges::max_element(groups, {}, [](const auto& entry) {
                           return entry.second.tapes.size();
                         })->second;
  for (const auto& [number, group] : groups) {
    const bool is_largest = &group == &largest;
    const bool by_calendar = group.calendar && largest.calendar;
    const Duration apart = by_calendar ? *group.calendar - *largest.calendar : largest.first - group.first;
    const Placed roots = is_largest ? Placed::kFirst : (by_calendar ? Placed::kByCalendar : Placed::kAtZero);
    for (const std::size_t tape : group.tapes) {
      if (!is_largest) clocks[tape].shift(std::clamp(apart, -limits::kFarthest, limits::kFarthest));
      placed[tape] = solution.is_root[tape] ? roots : Placed::kByMessages;
    }
  }
  Instant first = Instant::max();
  for (const Clock& clock : clocks) first = std::min(first, clock.common(Instant{}));
  for (Clock& clock : clocks) clock.shift(Instant{} - first);
  return placed;
}

}  // namespace parley::sim::session
