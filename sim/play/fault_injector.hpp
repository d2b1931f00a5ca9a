#pragma once

#include <cstddef>

#include "sim/language/scenario.hpp"
#include "sim/play/active_faults.hpp"
#include "sim/play/link_conditions.hpp"
#include "sim/play/sim_cluster.hpp"

namespace parley::sim::scenario {

/// Does to the world what fault steps say, ends what has a time, and knows what has not ended yet.
class FaultInjector {
 public:
  explicit FaultInjector(SimCluster& cluster)
      : cluster_(cluster), link_conditions_(cluster), active_(cluster.world(), log_) {}
  FaultInjector(const FaultInjector&) = delete;
  FaultInjector& operator=(const FaultInjector&) = delete;

  /// False where it hits nothing, as a crash of what does not run. `must`: then, and where it
  /// hits nothing until it ends, the play is to fail.
  bool inject(const Fault& fault, std::size_t line, bool must);

  /// Everything ends that lasts, and the registry runs again. People who crashed stay away.
  void stop_all();

  FaultLog& log() { return log_; }

 private:
  SimCluster& cluster_;
  LinkConditions link_conditions_;
  FaultLog log_;
  ActiveFaults active_;
};

}  // namespace parley::sim::scenario
