#include "sim/merge/bounds.hpp"

#include <algorithm>

namespace parley::sim::merge {

void Bounds::add(std::size_t from, std::size_t to, const Transit& transit) {
  if (from == to) return;
  std::vector<Transit>& way = all_[{from, to}];
  way.push_back(transit);
  if (way.size() < limits::kBounds) return;
  std::ranges::stable_sort(way, {}, &Transit::sent);
  const auto wait = [](const Transit& each) { return each.received - each.sent; };
  for (std::size_t i = 0; i + 1 < way.size(); i += 2) {
    way[i / 2] = wait(way[i]) <= wait(way[i + 1]) ? way[i] : way[i + 1];
  }
  way.resize(way.size() / 2);
}

}  // namespace parley::sim::merge
