#pragma once

#include <cstdint>
#include <vector>

#include "sim/language/workload.hpp"
#include "sim/play/action_queue.hpp"
#include "sim/play/fault_injector.hpp"

namespace parley::sim::scenario {

/// Drives one person through a workload: draws an action, queues it, waits a moment, draws the next.
class WorkloadDriver {
 public:
  /// The workload and the others outlive the driver. `salt` tells the workloads of one play apart.
  WorkloadDriver(SimCluster& cluster, FaultInjector& faults, ActionQueue& queue, const Workload& load,
                 std::uint64_t salt);

  PersonId id() const { return queue_.id(); }

  /// To be called at next_wakeup(), and whenever the queue may have become idle.
  void advance();
  std::optional<Instant> next_wakeup() const;
  /// Whether the time is over, and the last action too.
  bool over() const;

 private:
  void draw();
  bool come_online();
  bool possible(WorkloadAction what) const;
  void perform(WorkloadAction what);
  void inject(const Fault& fault);
  std::string pick_room();
  PersonAction action(WorkloadAction what);
  void wait();

  SimCluster& cluster_;
  FaultInjector& faults_;
  ActionQueue& queue_;
  const Workload& load_;
  Random rng_;
  Instant next_;
  Instant end_;
  bool waits_ = true;      ///< For its next moment; else for the queue.
  bool signs_up_ = false;  ///< The last login led nowhere: perhaps there is no account yet.
  std::uint64_t messages_ = 0;
};

}  // namespace parley::sim::scenario
