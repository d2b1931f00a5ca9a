#include "sim/explore/determinism_check.hpp"

#include <algorithm>

#include "sim/world/trace_hash.hpp"

namespace parley::sim::explore {
namespace {

constexpr std::size_t kEventsInWords = 500'000;
constexpr std::size_t kBytesShown = 160;

std::uint64_t hash_of(const TraceEvent& event) {
  TraceHash hash;
  hash.add(static_cast<std::uint64_t>(event.at.time_since_epoch().count()));
  hash.add(std::uint64_t{number(event.node)} << 40 | std::uint64_t{number(event.from)} << 8 |
           static_cast<std::uint64_t>(event.kind));
  hash.add(event.bytes);
  return hash.value();
}

std::string words_of(TraceEvent event) {
  event.bytes = event.bytes.substr(0, kBytesShown);
  return to_text(event);
}

}  // namespace

void DeterminismCheck::Recorder::on_event(const TraceEvent& event) {
  owner_.hashes_.push_back(hash_of(event));
  owner_.last_node_ = event.node;
  if (owner_.ends_.size() == kEventsInWords) return;
  owner_.words_ += words_of(event);
  owner_.ends_.push_back(owner_.words_.size());
}

void DeterminismCheck::Comparer::on_event(const TraceEvent& event) {
  const std::size_t index = owner_.compared_++;
  if (owner_.divergence_) return;
  if (index < owner_.hashes_.size() && owner_.hashes_[index] == hash_of(event)) return;
  owner_.divergence_ = Divergence{index + 1, event.node, owner_.words_of_first(index), words_of(event)};
}

std::string DeterminismCheck::words_of_first(std::size_t event) const {
  if (event >= hashes_.size()) return {};
  if (event >= ends_.size()) return "(its words were not kept)";
  const std::size_t begin = event == 0 ? 0 : ends_[event - 1];
  return words_.substr(begin, ends_[event] - begin);
}

std::optional<Divergence> DeterminismCheck::divergence() const {
  if (divergence_ || compared_ == hashes_.size()) return divergence_;
  return Divergence{compared_ + 1, last_node_, words_of_first(compared_), {}};
}

}  // namespace parley::sim::explore
