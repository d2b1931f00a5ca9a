#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <utility>
#include <vector>

#include "base/time.hpp"
#include "sim/world/ids.hpp"
#include "sim/world/random.hpp"

namespace parley::sim {

/// How packets fare between two nodes.
struct LinkTraits {
  Duration latency_min = std::chrono::microseconds(300);
  Duration latency_spread = std::chrono::microseconds(700);  ///< Mean of what comes on top.
  std::uint32_t loss_permille = 0;                           ///< Of datagrams; streams repair their losses.
  std::uint32_t duplicate_permille = 0;                      ///< Of datagrams.
};

/// What becomes of one datagram.
struct DatagramFate {
  bool lost = false;
  bool repeated = false;
  Duration latency{};
  Duration repeat_latency{};
};

/// The policy that every transmission is put before: who can reach whom, how long it takes, what gets
/// lost. All that the scenario does to the network, it does here. Draws come from the sending node's own
/// stream of randomness, so that a node's luck does not depend on how busy the others are.
class Links {
 public:
  explicit Links(const LinkTraits& traits) : traits_(traits) {}

  LinkTraits& traits() { return traits_; }  ///< Of every pair that has none of its own.
  void set_pair(NodeId a, NodeId b, const LinkTraits& traits);
  void clear_pairs() { pairs_.clear(); }

  /// Cuts and mends the way between two nodes, or between one and everybody. Cuts of the two sorts are
  /// independent: a pair is cut while either sort holds.
  void cut(NodeId a, NodeId b);
  void mend(NodeId a, NodeId b);
  void cut_off(NodeId node);
  void mend_all(NodeId node);  ///< Undoes cut_off().

  bool is_cut(NodeId from, NodeId to) const { return any_cut_ && from != to && looks_cut(from, to); }

  DatagramFate fate_of_datagram(NodeId from, NodeId to, Random& luck) const;

  /// A multicast datagram's way to one latency class, and whether one member then misses it.
  Duration group_latency(Random& luck) const { return latency(traits_, luck); }
  bool member_misses(NodeId from, NodeId to, Random& luck) const;

  /// How long a segment of a stream is under way.
  Duration stream_latency(NodeId from, NodeId to, Random& luck) const {
    return latency(between(from, to), luck);
  }

 private:
  using Pair = std::pair<NodeId, NodeId>;
  static Pair pair_of(NodeId a, NodeId b) { return a < b ? Pair{a, b} : Pair{b, a}; }
  static Duration latency(const LinkTraits& traits, Random& luck) {
    return traits.latency_min + luck.exponential(traits.latency_spread);
  }

  const LinkTraits& between(NodeId from, NodeId to) const {
    return pairs_.empty() ? traits_ : traits_of_pair(from, to);
  }
  const LinkTraits& traits_of_pair(NodeId from, NodeId to) const;
  bool looks_cut(NodeId from, NodeId to) const;
  void note_cuts();

  LinkTraits traits_;
  std::map<Pair, LinkTraits> pairs_;
  std::map<Pair, std::uint32_t> cuts_;       ///< How many times a pair is cut.
  std::map<NodeId, std::uint32_t> cut_off_;  ///< How many times a node is cut off.
  bool any_cut_ = false;
};

}  // namespace parley::sim
