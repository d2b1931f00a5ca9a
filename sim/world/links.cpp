#include "sim/world/links.hpp"

namespace parley::sim {
namespace {

template <class Key>
void take_one(std::map<Key, std::uint32_t>& counts, const Key& key) {
  const auto found = counts.find(key);
  if (found != counts.end() && --found->second == 0) counts.erase(found);
}

}  // namespace

void Links::set_pair(NodeId a, NodeId b, const LinkTraits& traits) { pairs_[pair_of(a, b)] = traits; }

void Links::cut(NodeId a, NodeId b) {
  ++cuts_[pair_of(a, b)];
  note_cuts();
}

void Links::mend(NodeId a, NodeId b) {
  take_one(cuts_, pair_of(a, b));
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

DatagramFate Links::fate_of_datagram(NodeId from, NodeId to, Random& luck) const {
  const LinkTraits& traits = between(from, to);
  DatagramFate fate;
  fate.latency = latency(traits, luck);
  if (from == to) return fate;
  fate.lost = is_cut(from, to) || luck.chance(traits.loss_permille);
  fate.repeated = !fate.lost && luck.chance(traits.duplicate_permille);
  if (fate.repeated) fate.repeat_latency = latency(traits, luck);
  return fate;
}

bool Links::member_misses(NodeId from, NodeId to, Random& luck) const {
  if (from == to) return false;
  return is_cut(from, to) || luck.chance(between(from, to).loss_permille);
}

const LinkTraits& Links::traits_of_pair(NodeId from, NodeId to) const {
  const auto found = pairs_.find(pair_of(from, to));
  return found == pairs_.end() ? traits_ : found->second;
}

bool Links::looks_cut(NodeId from, NodeId to) const {
  return cut_off_.contains(from) || cut_off_.contains(to) || cuts_.contains(pair_of(from, to));
}

void Links::note_cuts() { any_cut_ = !cuts_.empty() || !cut_off_.empty(); }

}  // namespace parley::sim
