#pragma once

#include <cstddef>
#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "sim/check/suite.hpp"
#include "sim/scenario/outcome.hpp"
#include "sim/scenario/stage.hpp"
#include "sim/scenario/watch.hpp"

namespace parley::sim::scenario {

/// Lets time pass in a play, event by event, and looks after each of them whether all is still well: the
/// invariants, and what the scenario expects `always` and `never`. Keeps the first failure; from there on
/// no time passes.
class Course {
 public:
  /// Without checks, only what the scenario says is looked at.
  Course(Stage& stage, bool checks);

  /// The step under way: to blame where something is wrong.
  void begin_line(std::size_t line) { line_ = line; }

  /// As World's. True where `done` holds, and where something is wrong.
  bool run_until(const std::function<bool()>& done, Duration bound);
  void run_for(Duration time);

  /// Expects it from here to stop_watching().
  void watch(const Expectation& expected);
  /// Fails where one was never looked at.
  void stop_watching();

  /// Whether every view agrees with every other one.
  bool settled() { return !suite_ || suite_->settled(); }
  std::string unsettled_because() const { return suite_ ? suite_->unsettled_because() : ""; }

  void fail(std::string reason, const std::vector<PersonId>& concerned = {}, const char* check = kStepFailed);
  void fail_at(std::size_t line, std::string reason, const std::vector<PersonId>& concerned,
               const char* check);
  const std::optional<Failure>& failure() const { return failure_; }

  /// Adds how often each check was made, and what was visited.
  void report(Outcome& outcome) const;

 private:
  struct Standing {
    std::size_t line;
    const Expectation& expected;
    Watch watch;
    std::uint64_t evaluated = 0;
  };

  void after_event();
  void look_at(Standing& standing);

  Stage& stage_;
  std::optional<check::Suite> suite_;
  std::deque<Standing> standing_;
  std::size_t line_ = 1;
  std::optional<Failure> failure_;
};

}  // namespace parley::sim::scenario
