#pragma once

#include <cstddef>
#include <deque>
#include <functional>
#include <optional>
#include <string>

#include "sim/check/check_suite.hpp"
#include "sim/play/condition_checker.hpp"
#include "sim/play/play_backend.hpp"
#include "sim/play/sim_cluster.hpp"

namespace parley::sim::scenario {

/// Lets time pass in a play, event by event, and looks after each of them whether all is still well: the
/// invariants, and what the scenario expects `always` and `never`. Once the play is over no time passes.
class MonitoredRun {
 public:
  /// Without checks, only what the scenario says is looked at.
  MonitoredRun(SimCluster& cluster, PlayStatus& status, bool checks);

  /// As PlayBackend's.
  bool run_until(const std::function<bool()>& done, Duration bound);

  /// Expects it from here to stop_monitoring().
  void monitor(const Expectation& expected);
  /// Fails where one was never looked at.
  void stop_monitoring();

  /// Whether every view agrees with every other one.
  bool settled() { return !suite_ || suite_->settled(); }
  std::string unsettled_because() const { return suite_ ? suite_->unsettled_because() : ""; }

  /// Adds how often each check was made, and what was visited.
  void report(RunResult& result) const;

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
  PlayStatus& status_;
  std::optional<check::CheckSuite> suite_;
  std::deque<MonitoredExpectation> monitored_;
};

}  // namespace parley::sim::scenario
