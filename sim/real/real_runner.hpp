#pragma once

#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "sim/real/real_fault_injector.hpp"
#include "sim/real/real_run_result.hpp"
#include "sim/real/real_cluster.hpp"
#include "sim/real/real_condition_checker.hpp"

namespace parley::sim::real {

/// Plays one scenario on the shipping programs, step by step, as scenario::Runner does in the simulated
/// world. Time is real: a step or an expectation has several times as long as there (see real_bound()), and is
/// over as soon as it is met, so that a busy machine is no failure.
class RealRunner {
 public:
  /// With `tapes`, each program records itself there.
  RealRunner(const scenario::Scenario& scenario, const Programs& programs, scenario::TapeFolder* tapes = nullptr);

  /// To be called once. With tapes, the programs that still run at the end are asked to end in order,
  /// people's first, so that each tape has its end; else they are killed.
  RealRunResult play();

 private:
  using PersonId = scenario::PersonId;
  using ClientId = scenario::ClientId;

  void open();
  void end_programs();
  void run_turn();
  bool until(const std::function<bool()>& done, Duration bound);

  void perform(const scenario::Step& step);
  void perform(const scenario::PersonStep& step);
  void perform(const scenario::ClientStep& step);
  void perform(const scenario::SendDatagram& step);
  void perform(const scenario::Wait& step);
  void perform(const scenario::Together& block);
  void perform(const scenario::Meanwhile& block);
  void perform(const scenario::Workload& workload);
  void perform(const scenario::Fault& fault);
  void perform(const scenario::Expectation& expected);

  void begin_together(const scenario::StepBody& body);
  void begin(const scenario::ClientStep& step);
  void inject(const scenario::Fault& fault);
  void finish_people(std::vector<PersonId> busy);
  void finish_clients(std::vector<ClientId> connecting);
  bool advance_people(std::vector<PersonId>& busy);
  bool advance_clients(std::vector<ClientId>& connecting);
  void await_registry();
  void await_end_of_registry();
  bool registry_is_to_run();
  bool evaluate(const scenario::Expectation& expected, RealConditionChecker& checker);
  void check_nevers();

  bool over() const { return failure_ || infeasible_ || interrupted_; }
  void fail(std::string reason, const char* check, const std::vector<PersonId>& concerned = {});

  bool recording_;
  RealCluster cluster_;
  RealFaultInjector faults_;
  std::size_t line_ = 1;
  std::vector<PersonId> busy_in_block_;
  std::vector<ClientId> connecting_in_block_;
  struct Never {
    std::size_t line;
    RealConditionChecker checker;
  };
  std::deque<Never> nevers_;  ///< To be looked at once more at the end.
  std::optional<scenario::Failure> failure_;
  std::optional<InfeasibleStep> infeasible_;
  bool interrupted_ = false;
};

/// How long something may take here that takes at most `virtual_time` in the simulated world.
Duration real_bound(Duration virtual_time);

}  // namespace parley::sim::real
