#include "sim/merge/message_links.hpp"

#include <algorithm>

namespace parley::sim::merge {

void MessageLinks::add(const Match& sent, const Match& received) {
  sides_[2 * sent.entry.tape].unsorted.emplace_back(sent.entry.index, received);
  sides_[2 * received.entry.tape + 1].unsorted.emplace_back(received.entry.index, sent);
}

void MessageLinks::finish() {
  for (Side& side : sides_) {
    std::ranges::stable_sort(side.unsorted, [](const auto& a, const auto& b) {
      return std::pair(a.first, a.second.entry) < std::pair(b.first, b.second.entry);
    });
    side.entries.reserve(side.unsorted.size());
    side.others.reserve(side.unsorted.size());
    for (const auto& [entry, other] : side.unsorted) {
      side.entries.push_back(entry);
      side.others.push_back(other);
    }
    side.unsorted = {};
  }
}

std::span<const Match> MessageLinks::others_of(const Side& side, std::uint64_t entry) {
  const auto [begin, end] = std::equal_range(side.entries.begin(), side.entries.end(), entry);
  const auto first = static_cast<std::size_t>(begin - side.entries.begin());
  return std::span(side.others).subspan(first, static_cast<std::size_t>(end - begin));
}

const Match* MessageLinks::source_of(const EntryId& received) const {
  const auto sources = others_of(sides_[2 * received.tape + 1], received.index);
  return sources.empty() ? nullptr : &sources.front();
}

std::span<const Match> MessageLinks::arrivals_of(const EntryId& sent) const {
  return others_of(sides_[2 * sent.tape], sent.index);
}

}  // namespace parley::sim::merge
