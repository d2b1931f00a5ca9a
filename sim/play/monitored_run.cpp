#include "sim/play/monitored_run.hpp"

#include <utility>

#include "sim/language/limits.hpp"
#include "sim/language/statements.hpp"

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

MonitoredRun::MonitoredRun(SimCluster& cluster, bool checks) : cluster_(cluster) {
  if (checks) suite_.emplace(watched_nodes(cluster));
}

bool MonitoredRun::run_until(const std::function<bool()>& done, Duration bound) {
  World& world = cluster_.world();
  const Instant end = world.now() + bound;
  while (!failure_) {
    if (done()) return true;
    if (!world.step(end)) break;
    after_event();
  }
  if (!failure_) world.run_until(end);
  return failure_.has_value();
}

void MonitoredRun::run_for(Duration time) {
  run_until([] { return false; }, time);
}

void MonitoredRun::after_event() {
  if (suite_) suite_->after_event();
  if (suite_ && suite_->violation()) {
    const check::Violation& violation = *suite_->violation();
    return fail(violation.what, {}, violation.check.c_str());
  }
  for (MonitoredExpectation& monitored : monitored_) {
    if (!failure_) evaluate(monitored);
  }
}

void MonitoredRun::monitor(const Expectation& expected) {
  monitored_.push_back({line_, expected, ConditionChecker(cluster_, expected.condition), 0});
}

void MonitoredRun::evaluate(MonitoredExpectation& monitored) {
  ++monitored.evaluated;
  const bool holds = monitored.checker.holds();
  if (holds && monitored.expected.when == When::kNever) {
    const std::string words = condition_text(NameWriter(cluster_.scenario()), monitored.expected.condition);
    fail_at(monitored.line, "it came true: " + words, {}, kExpectationFailed);
  } else if (!holds && monitored.expected.when == When::kAlways) {
    fail_at(monitored.line, monitored.checker.error(), monitored.checker.concerned(), kExpectationFailed);
  }
}

void MonitoredRun::stop_monitoring() {
  for (const MonitoredExpectation& monitored : monitored_) {
    if (monitored.evaluated == 0 && !failure_) {
      fail_at(monitored.line, "nothing happened behind it, so that it was never looked at", {},
              kNeverEvaluated);
    }
  }
  monitored_.clear();
}

void MonitoredRun::fail(std::string reason, const std::vector<PersonId>& concerned, const char* check) {
  fail_at(line_, std::move(reason), concerned, check);
}

void MonitoredRun::fail_at(std::size_t line, std::string reason, const std::vector<PersonId>& concerned,
                           const char* check) {
  if (failure_) return;
  Failure failure{line, std::move(reason), {}, check};
  for (std::size_t i = 0; i < concerned.size() && i < limits::kScreensShown; ++i) {
    const SimPerson& person = std::as_const(cluster_).person(concerned[i]);
    failure.details.push_back("the end of " + person.name() + "'s screen:");
    for (const std::string& text : person.end_of_screen(limits::kScreenLinesShown)) {
      failure.details.push_back("  | " + text);
    }
  }
  failure_ = std::move(failure);
}

void MonitoredRun::report(RunResult& outcome) const {
  outcome.failure = failure_;
  if (!suite_) return;
  for (const check::Tally& tally : suite_->tallies()) {
    outcome.tallies.emplace_back(tally.check, tally.evaluated);
  }
  for (const auto& [name, count] : suite_->marks()) outcome.marks.emplace_back(name, count);
}

}  // namespace parley::sim::scenario
