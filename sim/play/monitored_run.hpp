#pragma once

#include <cstddef>
#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "sim/check/check_suite.hpp"
#include "sim/play/condition_checker.hpp"
#include "sim/play/run_result.hpp"
#include "sim/play/sim_cluster.hpp"

namespace parley::sim::scenario {

/// Lets time pass in a play, event by event, and looks after each of them whether all is still well: the
/// invariants, and what the scenario expects `always` and `never`. Keeps the first failure; from there on
/// no time passes.
class MonitoredRun {
 public:
  /// Without checks, only what the scenario says is looked at.
  MonitoredRun(SimCluster& cluster, bool checks);

  /// The step under way: to blame where something is wrong.
  void begin_line(std::size_t line) { line_ = line; }

  /// As World's. True where `done` holds, and where something is wrong.
  bool run_until(const std::function<bool()>& done, Duration bound);
  void run_for(Duration time);

  /// Expects it from here to stop_monitoring().
  void monitor(const Expectation& expected);
  /// Fails where one was never looked at.
  void stop_monitoring();

  /// Whether every view agrees with every other one.
  bool settled() { return !suite_ || suite_->settled(); }
  std::string unsettled_because() const { return suite_ ? suite_->unsettled_because() : ""; }

  void fail(std::string reason, const std::vector<PersonId>& concerned = {}, const char* check = kStepFailed);
  void fail_at(std::size_t line, std::string reason, const std::vector<PersonId>& concerned,
               const char* check);
  const std::optional<Failure>& failure() const { return failure_; }

  /// Adds how often each check was made, and what was visited.
  void report(RunResult& outcome) const;

 private:
  struct MonitoredExpectation {
    std::size_t line;
    const Expectation& expected;
    ConditionChecker checker;
    std::uint64_t evaluated = 0;
  };

  void after_event();
  void evaluate(MonitoredExpectation& monitored);

  SimCluster& cluster_;
  std::optional<check::CheckSuite> suite_;
  std::deque<MonitoredExpectation> monitored_;
  std::size_t line_ = 1;
  std::optional<Failure> failure_;
};

}  // namespace parley::sim::scenario
