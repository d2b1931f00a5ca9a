#include "sim/world/links.hpp"

#include <algorithm>

#include "sim/world/link_traits.hpp"

namespace parley::sim {
namespace {

/// One in a hundred takes fifty times the mean; the rest share the other half of it.
constexpr std::uint32_t kTailPermille = 10;
constexpr int kTailFactor = 50;

Duration heavy_tail(Duration mean, Random& rng) {
  return rng.exponential(rng.chance(kTailPermille) ? mean * kTailFactor : mean / 2);
}

Duration uniform(Duration mean, Random& rng) {
  return Duration(static_cast<std::int64_t>(rng.below(2 * static_cast<std::uint64_t>(mean.count()) + 1)));
}

}  // namespace

Duration draw_latency(const LinkTraits& traits, Random& rng) {
  switch (traits.latency_shape) {
    case LatencyShape::kExponential:
      break;
    case LatencyShape::kUniform:
      return traits.latency_min + uniform(traits.latency_spread, rng);
    case LatencyShape::kHeavyTail:
      return traits.latency_min + heavy_tail(traits.latency_spread, rng);
  }
  return traits.latency_min + rng.exponential(traits.latency_spread);
}

namespace {

constexpr std::size_t kHeaderBytes = 28;  // IP and UDP.

template <class Key>
bool take_one(std::map<Key, std::uint32_t>& counts, const Key& key) {
  const auto found = counts.find(key);
  if (found == counts.end() || --found->second > 0) return false;
  counts.erase(found);
  return true;
}

bool too_big(const LinkTraits& traits, std::size_t size) {
  return traits.mtu > 0 && size + kHeaderBytes > traits.mtu;
}

}  // namespace

void Links::set_pair(NodeId a, NodeId b, const LinkTraits& traits) {
  set_link(a, b, traits);
  set_link(b, a, traits);
}

bool Links::has_own_link(NodeId from) const {
  if (links_.empty()) return false;
  const auto first = links_.lower_bound({from, NodeId{0}});
  return first != links_.end() && first->first.first == from;
}

void Links::cut(NodeId a, NodeId b) {
  ++cuts_[pair_of(a, b)];
  note_cuts();
}

void Links::mend(NodeId a, NodeId b) {
  take_one(cuts_, pair_of(a, b));
  note_cuts();
}

void Links::cut_one_way(NodeId from, NodeId to) {
  ++one_way_cuts_[{from, to}];
  note_cuts();
}

void Links::mend_one_way(NodeId from, NodeId to) {
  take_one(one_way_cuts_, {from, to});
  note_cuts();
}

void Links::cut_off(NodeId node) {
  ++cut_off_[node];
  note_cuts();
}

void Links::mend_all(NodeId node) {
  take_one(cut_off_, node);
  note_cuts();
}

void Links::stall_streams(NodeId a, NodeId b) { ++stalls_[pair_of(a, b)]; }

void Links::resume_streams(NodeId a, NodeId b) { take_one(stalls_, pair_of(a, b)); }

bool Links::unclog(NodeId from, NodeId to) { return take_one(clogs_, {from, to}); }

void Links::set_deaf(NodeId node, bool deaf) {
  if (deaf) {
    deaf_.insert(node);
  } else {
    deaf_.erase(node);
  }
}

DatagramFate Links::fate_of_datagram(NodeId from, NodeId to, std::size_t size, Instant now, Random& rng) {
  const LinkTraits& traits = between(from, to);
  DatagramFate fate;
  ++fault_counts_.packets;
  fate.latency = draw_latency(traits, rng);
  if (from == to) return fate;
  if (&traits != &traits_) ++fault_counts_.on_own_link;
  if (is_cut(from, to)) {
    fate.loss = DropReason::kCut;
  } else if (rng.chance(traits.loss_permille)) {
    fate.loss = DropReason::kRandom;
  } else if (too_big(traits, size)) {
    fate.loss = DropReason::kTooBig;
  } else if (queue_is_full({from, to}, traits, size, now)) {
    fate.loss = DropReason::kQueue;
  }
  if (fate.loss != DropReason::kNone) return fate;
  hold_back(traits, fate, rng);
  fate.latency += wait_in_queue({from, to}, traits, size, now);
  return fate;
}

DatagramFate Links::fate_of_group(std::size_t size, Random& rng) {
  DatagramFate fate;
  ++fault_counts_.packets;
  fate.latency = draw_latency(traits_, rng);
  if (too_big(traits_, size)) {
    fate.loss = DropReason::kTooBig;
  } else {
    hold_back(traits_, fate, rng);
  }
  return fate;
}

/// Repeats and reorders. Draws nothing where the traits do neither.
void Links::hold_back(const LinkTraits& traits, DatagramFate& fate, Random& rng) {
  fate.repeated = rng.chance(traits.duplicate_permille);
  if (fate.repeated) {
    ++fault_counts_.repeated;
    fate.repeat_latency = draw_latency(traits, rng);
  }
  if (!rng.chance(traits.reorder_permille)) return;
  ++fault_counts_.reordered;
  fate.latency +=
      Duration(static_cast<std::int64_t>(rng.below(static_cast<std::uint64_t>(traits.reorder_by.count()))));
}

DropReason Links::member_misses(NodeId from, NodeId to, Random& rng) const {
  if (from == to) return DropReason::kNone;
  if (is_cut(from, to)) return DropReason::kCut;
  if (is_deaf(to)) return DropReason::kDeaf;
  return rng.chance(traits_.loss_permille) ? DropReason::kRandom : DropReason::kNone;
}

Duration Links::stream_latency(NodeId from, NodeId to, std::size_t size, Instant now, Random& rng) {
  const LinkTraits& traits = between(from, to);
  ++fault_counts_.packets;
  const Duration latency = draw_latency(traits, rng);
  if (from == to) return latency;
  if (&traits != &traits_) ++fault_counts_.on_own_link;
  return latency + wait_in_queue({from, to}, traits, size, now);
}

bool Links::queue_is_full(const Link& way, const LinkTraits& traits, std::size_t size, Instant now) const {
  if (traits.bytes_per_second == 0) return false;
  const auto found = busy_until_.find(way);
  if (found == busy_until_.end() || found->second <= now) return false;
  const auto waiting = std::chrono::duration_cast<std::chrono::microseconds>(found->second - now).count();
  const std::int64_t bytes = waiting * traits.bytes_per_second / 1'000'000;
  return bytes + static_cast<std::int64_t>(size + kHeaderBytes) > traits.queue_bytes;
}

/// How long the packet waits for those before it and takes itself to leave.
Duration Links::wait_in_queue(const Link& way, const LinkTraits& traits, std::size_t size, Instant now) {
  if (traits.bytes_per_second == 0) return {};
  Instant& busy_until = busy_until_[way];
  if (busy_until > now) ++fault_counts_.slowed;
  const auto nanoseconds =
      static_cast<std::int64_t>(size + kHeaderBytes) * 1'000'000'000 / traits.bytes_per_second;
  busy_until = std::max(busy_until, now) + Duration(nanoseconds);
  return busy_until - now;
}

const LinkTraits& Links::traits_of(NodeId from, NodeId to) const {
  const auto found = links_.find({from, to});
  return found == links_.end() ? traits_ : found->second;
}

bool Links::find_cut(NodeId from, NodeId to) const {
  return cut_off_.contains(from) || cut_off_.contains(to) || cuts_.contains(pair_of(from, to)) ||
         one_way_cuts_.contains({from, to});
}

}  // namespace parley::sim
