#include "sim/shrink/ddmin.hpp"

#include <algorithm>
#include <numeric>

namespace parley::sim::explore {
namespace {

Subset without(const Subset& items, std::size_t begin, std::size_t end) {
  Subset rest;
  rest.reserve(items.size() - (end - begin));
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i < begin || i >= end) rest.push_back(items[i]);
  }
  return rest;
}

/// One round over parts of `size` items, the last parts first: what comes late is most often idle.
bool leave_out_parts(Subset& items, std::size_t size, const std::function<bool(const Subset&)>& still_fails) {
  bool left_out = false;
  std::size_t end = items.size();
  while (end > 0) {
    const std::size_t begin = end > size ? end - size : 0;
    Subset rest = without(items, begin, end);
    if (!rest.empty() && still_fails(rest)) {
      items = std::move(rest);
      left_out = true;
    }
    end = begin;
  }
  return left_out;
}

}  // namespace

Subset ddmin(std::size_t count, const std::function<bool(const Subset&)>& still_fails) {
  Subset items(count);
  std::iota(items.begin(), items.end(), std::size_t{0});
  if (count == 0 || still_fails({})) return {};
  for (std::size_t size = (count + 1) / 2; size > 1; size = (size + 1) / 2) {
    leave_out_parts(items, std::min(size, items.size()), still_fails);
  }
  while (leave_out_parts(items, 1, still_fails)) {
  }
  return items;
}

}  // namespace parley::sim::explore
