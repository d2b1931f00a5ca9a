#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "sim/import/draft.hpp"

namespace parley::sim::importing {

struct PlanOptions {
  std::optional<Duration> longest_silence;  ///< Longer ones are cut to this.
};

/// Gives the items readable times, as near to the recorded ones as possible, so that items that depend on
/// each other (in one room, with one account, or with the registry) happen in the same order under every
/// seed. No gap becomes shorter than it was, unless silences are cut.
void plan(std::vector<Item>& items, const PlanOptions& options);

/// Where a scenario is cut into blocks: after so many items. Between two blocks it is checked whether all
/// is as it was then.
struct Cut {
  std::size_t behind = 0;
  Duration silence{};  ///< Until the next item; zero where it goes on at once.
};

/// At the longest silences, and where most people are together, before the first of them goes. In order.
/// Not after the last item.
std::vector<Cut> cuts_of(const std::vector<Item>& items);

}  // namespace parley::sim::importing
