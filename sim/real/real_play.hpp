#pragma once

#include <chrono>
#include <functional>
#include <string>

#include "sim/play/play_backend.hpp"
#include "sim/real/real_cluster.hpp"
#include "sim/real/real_fault_injector.hpp"

namespace parley::sim::real {

/// One play of a scenario on the shipping programs. Time is real: a step or an expectation has several times
/// as long as in the simulated world, and is over as soon as it is met, so that a busy machine is no failure.
class RealPlay final : private scenario::PlayBackend {
 public:
  /// With `tapes`, each program records itself there.
  RealPlay(const scenario::Scenario& scenario, const Programs& programs,
           scenario::TapeFolder* tapes = nullptr);

  /// To be called once. With tapes, the programs that still run at the end are asked to end in order,
  /// people's first, so that each tape has its end; else they are killed.
  scenario::RunResult play();

  /// What people saw up to the last step, as scenario::transcript() writes it.
  const std::string& transcript() const { return transcript_; }

 private:
  RealCluster& cluster() override { return cluster_; }
  scenario::PlayStatus& status() override { return status_; }
  bool run_until(const std::function<bool()>& done, Duration bound) override;
  void begin_step(const scenario::Step& /*step*/) override {}
  void inject(const scenario::Fault& fault, std::size_t line) override;
  void play_meanwhile(const scenario::Meanwhile& block) override;
  void monitor(const scenario::Expectation& expected) override;
  void finish(scenario::RunResult& result) override;

  void keep_looking();
  void end_programs();

  bool recording_;
  std::chrono::steady_clock::time_point begun_ = std::chrono::steady_clock::now();
  RealCluster cluster_;
  scenario::PlayStatus status_{cluster_};
  RealFaultInjector faults_;
  std::string transcript_;
};

}  // namespace parley::sim::real
