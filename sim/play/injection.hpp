#pragma once

#include <utility>

#include "sim/play/active_faults.hpp"
#include "sim/play/link_conditions.hpp"
#include "sim/play/sim_cluster.hpp"
#include "sim/world/fault_counts.hpp"

namespace parley::sim::scenario {

/// One fault step while it takes effect: what it acts on, and how it says whether it has hit anything and
/// what goes on until when.
class Injection {
 public:
  Injection(SimCluster& acted_on, ActiveFaults& active_faults, LinkConditions& conditions, FaultLog& log,
            FaultLog::Entry step)
      : cluster(acted_on), active(active_faults), link_conditions(conditions), log_(log), step_(step) {}

  SimCluster& cluster;
  ActiveFaults& active;
  LinkConditions& link_conditions;

  World& world() { return cluster.world(); }
  NodeId id_of(const NodeRef& node) { return cluster.node(node).id(); }

  /// Now; true, for apply() to return.
  bool mark_hit() {
    log_.hit(step_);
    return true;
  }
  /// It has hit once this count rises, until its end.
  void measure(FaultLog::Counter counter) { log_.measure(step_, std::move(counter)); }
  void measure(std::uint64_t (*hits)(const FaultCounts&)) {
    measure([&counts = std::as_const(world()).faults(), hits] { return hits(counts); });
  }
  void end_measuring() { log_.close(step_); }

  void add_active(const ForTime& time, ActiveFault fault) { active.add(step_, time, std::move(fault)); }

 private:
  FaultLog& log_;
  FaultLog::Entry step_;
};

/// Starts a person's or the registry's program again, where it does not run.
bool restart(SimCluster& cluster, const NodeRef& node);

// What each fault does, in machine_faults.cpp, network_faults.cpp and link_conditions.cpp: false where it
// hits nothing, as a crash of what does not run.
bool apply(Injection& step, const Crash& fault);
bool apply(Injection& step, const LosePower& fault);
bool apply(Injection& step, const StopRegistry& fault);
bool apply(Injection& step, const Restart& fault);
bool apply(Injection& step, const Vanish& fault);
bool apply(Injection& step, const Pause& fault);
bool apply(Injection& step, const Resume& fault);
bool apply(Injection& step, const Move& fault);
bool apply(Injection& step, const GainAddress& fault);
bool apply(Injection& step, const LoseAddress& fault);
bool apply(Injection& step, const Deaf& fault);
bool apply(Injection& step, const HearAgain& fault);
bool apply(Injection& step, const ClockRate& fault);
bool apply(Injection& step, const NewKey& fault);
bool apply(Injection& step, const DiskFails& fault);
bool apply(Injection& step, const DiskWorks& fault);
bool apply(Injection& step, const Partition& fault);
bool apply(Injection& step, const CutOneWay& fault);
bool apply(Injection& step, const Clog& fault);
bool apply(Injection& step, const Heal& fault);
bool apply(Injection& step, const BreakConnection& fault);
bool apply(Injection& step, const HalfClose& fault);
bool apply(Injection& step, const LinkFault& fault);
bool apply(Injection& step, const Stop& fault);

}  // namespace parley::sim::scenario
