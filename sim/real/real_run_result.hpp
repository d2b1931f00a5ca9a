#pragma once

#include <optional>
#include <string>

#include "sim/play/run_result.hpp"
#include "sim/real/feasibility.hpp"

namespace parley::sim::real {

/// What came of one play in the real world: it passed, it failed at a step, or it could not be played.
struct RealRunResult {
  std::optional<scenario::Failure> failure;
  std::optional<InfeasibleStep> infeasible;
  bool interrupted = false;  ///< By ^C; then it is none of the others.
  Duration time{};
  std::string transcript;    ///< What each person saw, in the form of scenario::transcript().
  std::string registry_log;  ///< Its end.

  bool passed() const { return !failure && !infeasible && !interrupted; }
};

/// One line: `PASS  FILE  real world  2.1 s`.
std::string summary(const scenario::Scenario& scenario, const RealRunResult& outcome);

/// Why it did not pass, over several lines; empty where it did.
std::string explanation(const scenario::Scenario& scenario, const RealRunResult& outcome);

}  // namespace parley::sim::real
