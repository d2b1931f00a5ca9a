#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/time.hpp"
#include "sim/language/scenario.hpp"
#include "sim/play/cluster.hpp"
#include "sim/play/run_result.hpp"

namespace parley::sim::scenario {

/// How a play stands: it goes on, until the first thing that ends it before its last step.
class PlayStatus {
 public:
  explicit PlayStatus(Cluster& cluster) : cluster_(cluster) {}

  /// The step under way: to blame where something is wrong.
  void begin_line(std::size_t line) { line_ = line; }
  std::size_t line() const { return line_; }

  /// With the ends of the screens of those concerned. Only the first failure counts.
  void fail(std::string reason, const std::vector<PersonId>& concerned = {}, const char* check = kStepFailed);
  void fail_at(std::size_t line, std::string reason, const std::vector<PersonId>& concerned,
               const char* check);
  /// The step under way cannot be done in this world.
  void refuse(std::string reason);
  void interrupt() { interrupted_ = true; }

  bool over() const { return failure_ || infeasible_ || interrupted_; }
  bool failed() const { return failure_.has_value(); }
  bool interrupted() const { return interrupted_; }
  void report(RunResult& result) const;

 private:
  Cluster& cluster_;
  std::size_t line_ = 1;
  std::optional<Failure> failure_;
  std::optional<InfeasibleStep> infeasible_;
  bool interrupted_ = false;
};

/// What a world that takes its own time needs beyond what a scenario grants. In the simulated world nothing.
struct PlayTiming {
  Duration::rep slowness = 1;      ///< Everything may take so many times as long,
  Duration grace{};                ///< and so much longer.
  bool waits_for_restart = false;  ///< A registry that was started again is waited for.

  Duration bound(Duration scenario_time) const { return slowness * scenario_time + grace; }
};

/// What Runner plays a scenario on: the simulated world, or the shipping programs. It has a cluster, lets
/// time pass, and strikes with faults. What a step means, and whether an expectation is met, is not its
/// business.
class PlayBackend {
 public:
  virtual ~PlayBackend() = default;
  PlayBackend(const PlayBackend&) = delete;
  PlayBackend& operator=(const PlayBackend&) = delete;

  virtual Cluster& cluster() = 0;
  virtual PlayStatus& status() = 0;
  const PlayTiming& timing() const { return timing_; }

  /// Lets time pass until `done` holds, which is asked whenever something has happened, or until `bound` is
  /// over. True where it holds, and where the play is over.
  virtual bool run_until(const std::function<bool()>& done, Duration bound) = 0;

  /// Called before each step, those of a block too.
  virtual void begin_step(const Step& step) = 0;

  /// Strikes now, and ends the fault when its time is over.
  virtual void inject(const Fault& fault, std::size_t line) = 0;

  /// Plays the block to its end.
  virtual void play_meanwhile(const Meanwhile& block) = 0;

  /// Expects it after every event from here to the last step.
  virtual void monitor(const Expectation& expected) = 0;

  /// Called once, after the last step: what remains to be looked at and to be ended.
  virtual void finish(RunResult& result) = 0;

 protected:
  explicit PlayBackend(const PlayTiming& timing) : timing_(timing) {}

 private:
  PlayTiming timing_;
};

}  // namespace parley::sim::scenario
