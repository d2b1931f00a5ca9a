#include "sim/play/monitored_run.hpp"

#include "sim/language/limits.hpp"
#include "sim/language/statement_text.hpp"

namespace parley::sim::scenario {
namespace {

check::WatchedNodes watched_nodes(SimCluster& cluster) {
  check::WatchedNodes nodes{cluster.world(), cluster.registry_node(), {}};
  for (std::size_t i = 0; i < cluster.scenario().people.size(); ++i) {
    nodes.people.push_back(&cluster.person(PersonId{i}).node());
  }
  return nodes;
}

}  // namespace

MonitoredRun::MonitoredRun(SimCluster& cluster, PlayStatus& status, bool checks)
    : cluster_(cluster), status_(status) {
  if (checks) suite_.emplace(watched_nodes(cluster));
}

bool MonitoredRun::run_until(const std::function<bool()>& done, Duration bound) {
  World& world = cluster_.world();
  const Instant end = world.now() + bound;
  while (!status_.over()) {
    if (done()) return true;
    if (!world.step(end)) break;
    after_event();
  }
  if (!status_.over()) world.run_until(end);
  return status_.over();
}

void MonitoredRun::after_event() {
  if (suite_) suite_->after_event();
  if (suite_ && suite_->violation()) {
    const check::Violation& violation = *suite_->violation();
    return status_.fail(violation.what, {}, violation.check.c_str());
  }
  for (MonitoredExpectation& monitored : monitored_) {
    if (!status_.over()) evaluate(monitored);
  }
}

void MonitoredRun::monitor(const Expectation& expected) {
  monitored_.push_back({status_.line(), expected, ConditionChecker(cluster_, expected.condition), 0});
}

void MonitoredRun::evaluate(MonitoredExpectation& monitored) {
  ++monitored.evaluated;
  const bool holds = monitored.checker.holds();
  if (holds && monitored.expected.when == When::kNever) {
    const std::string words = condition_text(NameWriter(cluster_.scenario()), monitored.expected.condition);
    status_.fail_at(monitored.line, "it came true: " + words, {}, kExpectationFailed);
  } else if (!holds && monitored.expected.when == When::kAlways) {
    status_.fail_at(monitored.line, monitored.checker.error(), monitored.checker.concerned(),
                    kExpectationFailed);
  }
}

void MonitoredRun::stop_monitoring() {
  for (const MonitoredExpectation& monitored : monitored_) {
    if (monitored.evaluated == 0 && !status_.over()) {
      status_.fail_at(monitored.line, "nothing happened behind it, so that it was never looked at", {},
                      kNeverEvaluated);
    }
  }
  monitored_.clear();
}

void MonitoredRun::report(RunResult& result) const {
  if (!suite_) return;
  for (const check::Tally& tally : suite_->tallies()) {
    result.tallies.emplace_back(tally.check, tally.evaluated);
  }
  for (const auto& [name, count] : suite_->marks()) result.marks.emplace_back(name, count);
}

}  // namespace parley::sim::scenario
