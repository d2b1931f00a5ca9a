#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/time.hpp"

namespace parley::sim::scenario {

/// Why a play ended before its last step, or did not end well.
struct Failure {
  std::size_t line = 0;  ///< Of the step under way, or of the fault or expectation that is to blame.
  std::string reason;
  std::vector<std::string> details;  ///< The ends of the screens concerned, for a person.
  /// What failed: the name of an invariant (`one-host-per-room`), or one of the k...Failed below.
  std::string check;
};

inline constexpr const char* kStepFailed = "step";
inline constexpr const char* kExpectationFailed = "expectation";
inline constexpr const char* kConvergenceFailed = "convergence";
inline constexpr const char* kFaultNeverFired = "fault-never-fired";
inline constexpr const char* kNeverEvaluated = "never-evaluated";

/// A step that a world cannot do as it is meant.
struct InfeasibleStep {
  std::size_t line = 0;
  std::string reason;

  /// `cannot be played in the real world: line N: ...`
  std::string to_string() const;
};

/// What came of the actions and faults of the blocks `meanwhile:` and of the workloads.
struct MeanwhileStats {
  std::uint64_t done = 0;
  std::uint64_t skipped = 0;    ///< The screen did not offer it, or the machine was not in such a state.
  std::uint64_t timed_out = 0;  ///< Not over in time.
};

/// What came of one play, in either world: it passed, failed, could not be played, or was interrupted.
struct RunResult {
  std::optional<Failure> failure;
  std::optional<InfeasibleStep> infeasible;  ///< In the real world alone.
  bool interrupted = false;                  ///< By ^C; then it is none of the others.
  bool in_real_world = false;                ///< It was played on the shipping programs.
  Duration time{};                           ///< Of that world, virtual or real.

  // In the simulated world.
  std::uint64_t seed = 0;
  std::uint64_t events = 0;
  std::uint64_t trace_hash = 0;
  MeanwhileStats meanwhile_stats;
  std::vector<std::pair<std::string, std::uint64_t>> tallies;  ///< How often each check was made.
  std::vector<std::pair<std::string, std::uint64_t>> marks;    ///< How often each rare state was visited.
  std::uint64_t faults_hit = 0;                                ///< Fault steps that had an effect.
  std::uint64_t faults_missed = 0;  ///< ... and that had none, which is a failure outside `meanwhile:`.

  bool passed() const { return !failure && !infeasible && !interrupted; }
};

}  // namespace parley::sim::scenario
