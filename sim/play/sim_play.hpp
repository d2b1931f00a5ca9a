#pragma once

#include <cstdint>
#include <vector>

#include "sim/play/fault_injector.hpp"
#include "sim/play/monitored_run.hpp"
#include "sim/play/play_backend.hpp"
#include "sim/play/sim_cluster.hpp"

namespace parley::sim {
class Tapes;
}  // namespace parley::sim

namespace parley::sim::scenario {

struct SimPlayOptions {
  std::uint64_t seed = 1;
  std::vector<TraceListener*> listeners;  ///< They outlive the play.
  /// Invariants after every event; each fault has to inject; at the end all faults stop, and every view has
  /// to agree with every other one in bounded time. Without: the steps alone, for benchmarks and
  /// transcripts.
  bool checks = true;
  /// Whether it fails where a fault outside `meanwhile:` or a NAT met nothing: what was drawn by lot may.
  bool faults_must_hit = true;
  Tapes* tapes = nullptr;  ///< Where the programs' tapes go; it outlives the play.
};

/// One play of a scenario in the simulated world, with one seed. The same two give the same result and trace,
/// always.
class SimPlay final : private PlayBackend {
 public:
  /// The scenario, which is valid, outlives the play.
  SimPlay(const Scenario& scenario, SimPlayOptions options);
  SimPlay(const Scenario& scenario, std::uint64_t seed, TraceListener* listener = nullptr);

  /// To be called once.
  RunResult play();

  /// What the play left behind: screens, tables.
  const SimCluster& cluster() const { return cluster_; }
  SimCluster& cluster() override { return cluster_; }

 private:
  PlayStatus& status() override { return status_; }
  bool run_until(const std::function<bool()>& done, Duration bound) override;
  void begin_step(const Step& step) override;
  void inject(const Fault& fault, std::size_t line) override { faults_.inject(fault, line, true); }
  void play_meanwhile(const Meanwhile& block) override;
  void monitor(const Expectation& expected) override { run_.monitor(expected); }
  void finish(RunResult& result) override;

  void check_faults();
  void check_convergence();

  SimPlayOptions options_;
  SimCluster cluster_;
  PlayStatus status_{cluster_};
  MonitoredRun run_;
  FaultInjector faults_;
  MeanwhileStats meanwhile_stats_;
};

}  // namespace parley::sim::scenario
