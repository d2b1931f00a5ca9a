#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <utility>

#include "base/time.hpp"
#include "sim/world/fault_counts.hpp"
#include "sim/world/ids.hpp"
#include "sim/world/link_traits.hpp"
#include "sim/world/random.hpp"

namespace parley::sim {

/// What becomes of one datagram.
struct DatagramFate {
  DropReason loss = DropReason::kNone;
  bool repeated = false;
  Duration latency{};
  Duration repeat_latency{};
};

/// The policy that every transmission is put before: who can reach whom, how long it takes, what gets
/// lost. All that the scenario does to the network's ways, it does here or through World, which also notes
/// it in the trace. Draws come from the sending node's own stream of randomness, so that a node's random
/// numbers do not depend on how busy the others are. Nothing is ever done to what stays within a machine.
class Links {
 public:
  explicit Links(const LinkTraits& traits) : traits_(traits) {}

  LinkTraits& traits() { return traits_; }  ///< Of every way that has none of its own.
  void set_link(NodeId from, NodeId to, const LinkTraits& traits) { links_[{from, to}] = traits; }
  void clear_link(NodeId from, NodeId to) { links_.erase({from, to}); }
  void set_pair(NodeId a, NodeId b, const LinkTraits& traits);  ///< Both ways.
  void clear_pairs() { links_.clear(); }
  bool has_own_link(NodeId from) const;  ///< To anybody.

  /// Cuts and mends the ways between two nodes, one way, or between one and everybody. Cuts of the three
  /// sorts are independent: a way is cut while any of them holds. Each sort counts.
  void cut(NodeId a, NodeId b);
  void mend(NodeId a, NodeId b);
  void cut_one_way(NodeId from, NodeId to);
  void mend_one_way(NodeId from, NodeId to);
  void cut_off(NodeId node);
  void mend_all(NodeId node);  ///< Undoes cut_off().
  bool is_cut(NodeId from, NodeId to) const { return any_cut_ && from != to && find_cut(from, to); }

  /// Stops streams between two nodes and nothing else, as a firewall that forgot them does.
  void stall_streams(NodeId a, NodeId b);
  void resume_streams(NodeId a, NodeId b);
  bool streams_stall(NodeId from, NodeId to) const {
    return is_cut(from, to) || (!stalls_.empty() && stalls_.contains(pair_of(from, to)));
  }

  /// What is sent on a clogged way waits, and then all of it comes, in order: World::unclog(). Counts.
  void clog(NodeId from, NodeId to) { ++clogs_[{from, to}]; }
  bool unclog(NodeId from, NodeId to);  ///< True where the way has just become free.
  bool is_clogged(NodeId from, NodeId to) const {
    return !clogs_.empty() && from != to && clogs_.contains({from, to});
  }

  /// A deaf node misses what others send to its groups.
  void set_deaf(NodeId node, bool deaf);
  bool is_deaf(NodeId node) const { return !deaf_.empty() && deaf_.contains(node); }

  DatagramFate fate_of_datagram(NodeId from, NodeId to, std::size_t size, Instant now, Random& rng);

  /// A multicast datagram's way to one latency class, and why one member then misses it.
  DatagramFate fate_of_group(std::size_t size, Random& rng);
  DropReason member_misses(NodeId from, NodeId to, Random& rng) const;
  /// Whether what a node sends to a group has to be looked at for each member by itself.
  bool goes_singly(NodeId from) const { return traits_.bytes_per_second > 0 || has_own_link(from); }

  /// When a segment of a stream gets to the other side, if it is sent now.
  Duration stream_latency(NodeId from, NodeId to, std::size_t size, Instant now, Random& rng);
  /// Records are split into pieces of at most so many bytes; 0 where they stay whole.
  std::uint32_t fragment_bytes(NodeId from, NodeId to) const { return between(from, to).fragment_bytes; }

  FaultCounts& fault_counts() { return fault_counts_; }
  const FaultCounts& fault_counts() const { return fault_counts_; }

 private:
  using Link = std::pair<NodeId, NodeId>;  ///< From, to. As a pair: the lower number first.
  static Link pair_of(NodeId a, NodeId b) { return a < b ? Link{a, b} : Link{b, a}; }

  const LinkTraits& between(NodeId from, NodeId to) const {
    return links_.empty() ? traits_ : traits_of(from, to);
  }
  const LinkTraits& traits_of(NodeId from, NodeId to) const;
  bool find_cut(NodeId from, NodeId to) const;
  void note_cuts() { any_cut_ = !cuts_.empty() || !one_way_cuts_.empty() || !cut_off_.empty(); }
  void hold_back(const LinkTraits& traits, DatagramFate& fate, Random& rng);
  Duration wait_in_queue(const Link& way, const LinkTraits& traits, std::size_t size, Instant now);
  bool queue_is_full(const Link& way, const LinkTraits& traits, std::size_t size, Instant now) const;

  LinkTraits traits_;
  FaultCounts fault_counts_;
  std::map<Link, LinkTraits> links_;
  std::map<Link, Instant> busy_until_;  ///< Narrow ways: when what waits now has left.
  std::map<Link, std::uint32_t> cuts_;  ///< How many times a pair is cut.
  std::map<Link, std::uint32_t> one_way_cuts_;
  std::map<NodeId, std::uint32_t> cut_off_;  ///< How many times a node is cut off.
  std::map<Link, std::uint32_t> stalls_;
  std::map<Link, std::uint32_t> clogs_;
  std::set<NodeId> deaf_;
  bool any_cut_ = false;
};

}  // namespace parley::sim
