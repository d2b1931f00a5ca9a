#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "sim/language/scenario.hpp"
#include "sim/play/action_queue.hpp"
#include "sim/play/fault_injector.hpp"
#include "sim/play/run_result.hpp"
#include "sim/play/sim_cluster.hpp"
#include "sim/play/workload_driver.hpp"

namespace parley::sim::scenario {

/// Plays one block `meanwhile:`. After an event only those are looked at whom it concerns, so that
/// thousands may be about.
class MeanwhileRunner final : private TraceListener {
 public:
  /// Tells which step begins.
  using Announce = std::function<void(const Step&)>;

  /// Begins the block now. All that is given outlives it.
  MeanwhileRunner(SimCluster& cluster, FaultInjector& faults, const Meanwhile& block,
                  MeanwhileStats& meanwhile_stats, Announce announce);
  ~MeanwhileRunner();
  MeanwhileRunner(const MeanwhileRunner&) = delete;
  MeanwhileRunner& operator=(const MeanwhileRunner&) = delete;

  /// Lets everybody go on; whether all lines are over. To be asked after every event.
  bool over();

 private:
  struct Connecting {
    ClientId id;
    Instant deadline;
  };

  void on_event(const TraceEvent& event) override;
  void begin(const Step& step);
  void begin(const ClientStep& step);
  void begin(const Workload& load);
  ActionQueue& queue(PersonId id);
  void advance(PersonId person);
  void wake_at(std::optional<Instant> when, PersonId person);
  void advance_clients();

  SimCluster& cluster_;
  FaultInjector& faults_;
  MeanwhileStats& meanwhile_stats_;
  Announce announce_;
  bool as_recorded_;
  std::size_t lines_left_;
  std::uint64_t workloads_ = 0;
  std::map<PersonId, ActionQueue> queues_;
  std::multimap<PersonId, WorkloadDriver> drivers_;
  std::deque<Connecting> connecting_;  ///< Clients who are connecting.
  std::set<PersonId> touched_;         ///< To be looked at.
  std::set<PersonId> busy_;
  std::set<std::pair<Instant, PersonId>> alarms_;
};

}  // namespace parley::sim::scenario
