#include "sim/scenario/course.hpp"

#include <utility>

#include "sim/scenario/limits.hpp"
#include "sim/scenario/sentence_text.hpp"

namespace parley::sim::scenario {
namespace {

check::Scene scene_of(Stage& stage) {
  check::Scene scene{stage.world(), stage.registry_node(), {}};
  for (std::size_t i = 0; i < stage.scenario().people.size(); ++i) {
    scene.people.push_back(&stage.person(PersonId{i}).node());
  }
  return scene;
}

}  // namespace

Course::Course(Stage& stage, bool checks) : stage_(stage) {
  if (checks) suite_.emplace(scene_of(stage));
}

bool Course::run_until(const std::function<bool()>& done, Duration bound) {
  World& world = stage_.world();
  const Instant end = world.now() + bound;
  while (!failure_) {
    if (done()) return true;
    if (!world.step(end)) break;
    after_event();
  }
  if (!failure_) world.run_until(end);
  return failure_.has_value();
}

void Course::run_for(Duration time) {
  run_until([] { return false; }, time);
}

void Course::after_event() {
  if (suite_) suite_->after_event();
  if (suite_ && suite_->violation()) {
    const check::Violation& violation = *suite_->violation();
    return fail(violation.what, {}, violation.check.c_str());
  }
  for (Standing& standing : standing_) {
    if (!failure_) look_at(standing);
  }
}

void Course::watch(const Expectation& expected) {
  standing_.push_back({line_, expected, Watch(stage_, expected.condition), 0});
}

void Course::look_at(Standing& standing) {
  ++standing.evaluated;
  const bool holds = standing.watch.holds();
  if (holds && standing.expected.when == When::kNever) {
    const std::string words = condition_text(Names(stage_.scenario()), standing.expected.condition);
    fail_at(standing.line, "it came true: " + words, {}, kExpectationFailed);
  } else if (!holds && standing.expected.when == When::kAlways) {
    fail_at(standing.line, standing.watch.complaint(), standing.watch.concerned(), kExpectationFailed);
  }
}

void Course::stop_watching() {
  for (const Standing& standing : standing_) {
    if (standing.evaluated == 0 && !failure_) {
      fail_at(standing.line, "nothing happened behind it, so that it was never looked at", {},
              kNeverEvaluated);
    }
  }
  standing_.clear();
}

void Course::fail(std::string reason, const std::vector<PersonId>& concerned, const char* check) {
  fail_at(line_, std::move(reason), concerned, check);
}

void Course::fail_at(std::size_t line, std::string reason, const std::vector<PersonId>& concerned,
                     const char* check) {
  if (failure_) return;
  Failure failure{line, std::move(reason), {}, check};
  for (std::size_t i = 0; i < concerned.size() && i < limits::kScreensShown; ++i) {
    const PersonPlay& person = std::as_const(stage_).person(concerned[i]);
    failure.details.push_back("the end of " + person.name() + "'s screen:");
    for (const std::string& text : person.end_of_screen(limits::kScreenLinesShown)) {
      failure.details.push_back("  | " + text);
    }
  }
  failure_ = std::move(failure);
}

void Course::report(Outcome& outcome) const {
  outcome.failure = failure_;
  if (!suite_) return;
  for (const check::Tally& tally : suite_->tallies()) {
    outcome.tallies.emplace_back(tally.check, tally.evaluated);
  }
  for (const auto& [name, count] : suite_->marks()) outcome.marks.emplace_back(name, count);
}

}  // namespace parley::sim::scenario
