#pragma once

#include <cstdint>
#include <deque>
#include <vector>

#include "sim/language/scenario.hpp"
#include "sim/play/action_waiter.hpp"
#include "sim/play/condition_checker.hpp"
#include "sim/play/fault_injector.hpp"
#include "sim/play/monitored_run.hpp"
#include "sim/play/run_result.hpp"
#include "sim/play/sim_cluster.hpp"

namespace parley::sim {
class Tapes;
}  // namespace parley::sim

namespace parley::sim::scenario {

struct RunnerOptions {
  std::uint64_t seed = 1;
  std::vector<TraceListener*> listeners;  ///< They outlive the runner.
  /// Invariants after every event; each fault has to inject; at the end all faults stop, and every view has
  /// to agree with every other one in bounded time. Without: the steps alone, for benchmarks and
  /// transcripts.
  bool checks = true;
  /// Whether it fails where a fault outside `meanwhile:` or a NAT met nothing: what was drawn by lot may.
  bool faults_must_hit = true;
  Tapes* tapes = nullptr;  ///< Where the programs' tapes go; it outlives the runner.
};

/// Plays one scenario with one seed, step by step. The same two give the same outcome and trace, always.
class Runner {
 public:
  /// The scenario, which is valid, outlives the runner.
  Runner(const Scenario& scenario, RunnerOptions options);
  Runner(const Scenario& scenario, std::uint64_t seed, TraceListener* listener = nullptr);

  /// To be called once.
  RunResult play();

  /// What the play left behind: screens, tables.
  const SimCluster& cluster() const { return cluster_; }
  SimCluster& cluster() { return cluster_; }

 private:
  void open();
  void announce(const Step& step);
  void perform(const Step& step);
  void perform(const PersonStep& step);
  void perform(const ClientStep& step);
  void perform(const SendDatagram& step);
  void perform(const Wait& step) { run_.run_for(step.time); }
  void perform(const Together& block);
  void perform(const Meanwhile& block);
  void perform(const Workload& load);
  void perform(const Fault& fault);
  void perform(const Expectation& expected);

  void begin_together(const Step& step);
  bool evaluate(const Expectation& expected, ConditionChecker& checker);

  void close();
  void check_nevers();
  void check_faults();
  void check_convergence();
  bool failed() const { return run_.failure().has_value(); }

  RunnerOptions options_;
  SimCluster cluster_;
  MonitoredRun run_;
  ActionWaiter waiter_;
  FaultInjector faults_;
  MeanwhileStats meanwhile_stats_;
  std::size_t line_ = 1;
  std::vector<PersonId> busy_in_block_;
  std::vector<ClientId> connecting_in_block_;
  struct Never {
    std::size_t line;
    ConditionChecker checker;
  };
  std::deque<Never> nevers_;  ///< To be looked at once more at the end.
};

}  // namespace parley::sim::scenario
