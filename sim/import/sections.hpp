#pragma once

#include <cstddef>
#include <vector>

#include "sim/import/item.hpp"

namespace parley::sim::importing {

/// Where a scenario is cut into blocks: behind so many items. Between two blocks it is looked whether all
/// is as it was then.
struct Cut {
  std::size_t behind = 0;
  Duration silence{};  ///< Until the next item; zero where it goes on at once.
};

/// At the longest silences, and where most people are together, before the first of them goes. In order.
/// Not behind the last item.
std::vector<Cut> cuts_of(const std::vector<Item>& items);

}  // namespace parley::sim::importing
