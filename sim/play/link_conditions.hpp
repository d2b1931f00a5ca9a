#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <utility>

#include "sim/language/link_fault.hpp"
#include "sim/play/sim_cluster.hpp"
#include "sim/world/link_traits.hpp"

namespace parley::sim::scenario {

/// The traits of all links: what all active link faults say together, the later over the earlier. Each can
/// be taken back by itself, whatever came after it.
class LinkConditions {
 public:
  explicit LinkConditions(SimCluster& cluster);

  /// Active from now on, under a number.
  std::uint64_t add(const LinkFault& fault);
  void remove(std::uint64_t number);

 private:
  using Path = std::pair<NodeId, NodeId>;

  void apply();
  LinkTraits traits_of(const Path* path) const;
  std::set<Path> paths_of(const Paths& paths) const;

  struct Condition {
    LinkFault fault;
    std::set<Path> paths;
  };

  SimCluster& cluster_;
  LinkTraits default_traits_;  ///< Where no fault changes them.
  std::map<std::uint64_t, Condition> active_;
  std::set<Path> overridden_;
  std::uint64_t last_ = 0;
};

}  // namespace parley::sim::scenario
