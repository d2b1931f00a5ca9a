#include "sim/import/sections.hpp"

#include <algorithm>
#include <map>

#include "sim/import/limits.hpp"
#include "sim/import/session_state.hpp"

namespace parley::sim::importing {
namespace {

std::size_t people_in(const SessionState& state) {
  constexpr std::size_t kInRoom = 2;  // Being in a room counts more than being online.
  std::size_t count = 0;
  for (const auto& [person, person_state] : state.people()) {
    if (person_state.running && !person_state.user.empty()) count += person_state.room.empty() ? 1 : kInRoom;
  }
  return count;
}

/// Behind how many items most people are there, right before there are fewer.
std::size_t busiest_point(const std::vector<Item>& items) {
  SessionState state;
  std::size_t most = 0;
  std::size_t behind = 0;
  std::size_t before = 0;
  bool rising = false;
  for (std::size_t i = 0; i < items.size(); ++i) {
    state.apply(items[i]);
    const std::size_t now = people_in(state);
    if (now < before && rising && before > most) {
      most = before;
      behind = i;
    }
    rising = now > before || (rising && now == before);
    before = now;
  }
  return before > most ? items.size() : behind;
}

}  // namespace

std::vector<Cut> cuts_of(const std::vector<Item>& items) {
  std::vector<Cut> silences;
  for (std::size_t i = 1; i < items.size(); ++i) {
    const Duration silence = items[i].at - items[i - 1].at;
    if (silence >= limits::kSilence) silences.push_back({i, silence});
  }
  const auto longer = [](const Cut& a, const Cut& b) { return a.silence > b.silence; };
  std::stable_sort(silences.begin(), silences.end(), longer);
  if (silences.size() >= limits::kSections) silences.resize(limits::kSections - 1);
  std::map<std::size_t, Duration> cuts;
  for (const Cut& cut : silences) cuts.emplace(cut.behind, cut.silence);
  const std::size_t behind = busiest_point(items);
  if (behind > 0 && behind < items.size()) cuts.emplace(behind, Duration::zero());
  std::vector<Cut> in_order;
  for (const auto& [at, silence] : cuts) in_order.push_back({at, silence});
  return in_order;
}

}  // namespace parley::sim::importing
