#include "sim/world/links.hpp"

#include <algorithm>

namespace parley::sim {
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
  set_way(a, b, traits);
  set_way(b, a, traits);
}

bool Links::has_own_way(NodeId from) const {
  if (ways_.empty()) return false;
  const auto first = ways_.lower_bound({from, NodeId{0}});
  return first != ways_.end() && first->first.first == from;
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

DatagramFate Links::fate_of_datagram(NodeId from, NodeId to, std::size_t size, Instant now, Random& luck) {
  const LinkTraits& traits = between(from, to);
  DatagramFate fate;
  ++struck_.packets;
  fate.latency = draw_latency(traits, luck);
  if (from == to) return fate;
  if (&traits != &traits_) ++struck_.on_own_way;
  if (is_cut(from, to)) {
    fate.loss = Loss::kCut;
  } else if (luck.chance(traits.loss_permille)) {
    fate.loss = Loss::kLuck;
  } else if (too_big(traits, size)) {
    fate.loss = Loss::kTooBig;
  } else if (queue_is_full({from, to}, traits, size, now)) {
    fate.loss = Loss::kQueue;
  }
  if (fate.loss != Loss::kNone) return fate;
  hold_back(traits, fate, luck);
  fate.latency += wait_in_queue({from, to}, traits, size, now);
  return fate;
}

DatagramFate Links::fate_of_group(std::size_t size, Random& luck) {
  DatagramFate fate;
  ++struck_.packets;
  fate.latency = draw_latency(traits_, luck);
  if (too_big(traits_, size)) {
    fate.loss = Loss::kTooBig;
  } else {
    hold_back(traits_, fate, luck);
  }
  return fate;
}

/// Repeats and reorders. Draws nothing where the traits do neither.
void Links::hold_back(const LinkTraits& traits, DatagramFate& fate, Random& luck) {
  fate.repeated = luck.chance(traits.duplicate_permille);
  if (fate.repeated) {
    ++struck_.repeated;
    fate.repeat_latency = draw_latency(traits, luck);
  }
  if (!luck.chance(traits.reorder_permille)) return;
  ++struck_.reordered;
  fate.latency +=
      Duration(static_cast<std::int64_t>(luck.below(static_cast<std::uint64_t>(traits.reorder_by.count()))));
}

Loss Links::member_misses(NodeId from, NodeId to, Random& luck) const {
  if (from == to) return Loss::kNone;
  if (is_cut(from, to)) return Loss::kCut;
  if (is_deaf(to)) return Loss::kDeaf;
  return luck.chance(traits_.loss_permille) ? Loss::kLuck : Loss::kNone;
}

Duration Links::stream_latency(NodeId from, NodeId to, std::size_t size, Instant now, Random& luck) {
  const LinkTraits& traits = between(from, to);
  ++struck_.packets;
  const Duration latency = draw_latency(traits, luck);
  if (from == to) return latency;
  if (&traits != &traits_) ++struck_.on_own_way;
  return latency + wait_in_queue({from, to}, traits, size, now);
}

bool Links::queue_is_full(const Way& way, const LinkTraits& traits, std::size_t size, Instant now) const {
  if (traits.bytes_per_second == 0) return false;
  const auto found = busy_until_.find(way);
  if (found == busy_until_.end() || found->second <= now) return false;
  const auto waiting = std::chrono::duration_cast<std::chrono::microseconds>(found->second - now).count();
  const std::int64_t bytes = waiting * traits.bytes_per_second / 1'000'000;
  return bytes + static_cast<std::int64_t>(size + kHeaderBytes) > traits.queue_bytes;
}

/// How long the packet waits for those before it and takes itself to leave.
Duration Links::wait_in_queue(const Way& way, const LinkTraits& traits, std::size_t size, Instant now) {
  if (traits.bytes_per_second == 0) return {};
  Instant& busy_until = busy_until_[way];
  if (busy_until > now) ++struck_.slowed;
  const auto nanoseconds =
      static_cast<std::int64_t>(size + kHeaderBytes) * 1'000'000'000 / traits.bytes_per_second;
  busy_until = std::max(busy_until, now) + Duration(nanoseconds);
  return busy_until - now;
}

const LinkTraits& Links::traits_of_way(NodeId from, NodeId to) const {
  const auto found = ways_.find({from, to});
  return found == ways_.end() ? traits_ : found->second;
}

bool Links::looks_cut(NodeId from, NodeId to) const {
  return cut_off_.contains(from) || cut_off_.contains(to) || cuts_.contains(pair_of(from, to)) ||
         one_way_cuts_.contains({from, to});
}

}  // namespace parley::sim
