#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "sim/language/fault.hpp"
#include "sim/play/sim_cluster.hpp"
#include "sim/world/link_traits.hpp"

namespace parley::sim::scenario {

/// The traits of all links: what all active link faults say together, the later over the earlier. Each can
/// be taken back by itself, whatever came after it.
class LinkConditions {
 public:
  using LinkFault = std::variant<LoseDatagrams, RepeatDatagrams, ReorderDatagrams, Latency, SlowPackets,
                                 LimitDatagrams, FragmentStreams>;

  explicit LinkConditions(SimCluster& cluster);

  /// Active from now on, under a number.
  std::uint64_t add(LinkFault fault);
  void remove(std::uint64_t number);

  static LinkFaultKind kind_of(const LinkFault& fault);

 private:
  using Path = std::pair<NodeId, NodeId>;

  void apply();
  LinkTraits traits_of(const Path* path) const;
  std::set<Path> paths_of(const LinkFault& fault) const;

  struct ActiveFault {
    LinkFault fault;
    bool everywhere = true;
    std::set<Path> paths;
  };

  SimCluster& cluster_;
  LinkTraits default_traits_;  ///< Without any trouble.
  std::map<std::uint64_t, ActiveFault> active_;
  std::set<Path> overridden_;
  std::uint64_t last_ = 0;
};

}  // namespace parley::sim::scenario
