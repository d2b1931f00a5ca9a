#include "sim/session/bounds.hpp"

#include <algorithm>

namespace parley::sim::session {

void Bounds::add(std::size_t from, std::size_t to, const Crossing& crossing) {
  if (from == to) return;
  std::vector<Crossing>& way = all_[{from, to}];
  way.push_back(crossing);
  if (way.size() < limits::kBounds) return;
  std::ranges::stable_sort(way, {}, &Crossing::sent);
  const auto wait = [](const Crossing& each) { return each.received - each.sent; };
  for (std::size_t i = 0; i + 1 < way.size(); i += 2) {
    way[i / 2] = wait(way[i]) <= wait(way[i + 1]) ? way[i] : way[i + 1];
  }
  way.resize(way.size() / 2);
}

}  // namespace parley::sim::session
