#pragma once

#include <string>

#include "sim/real/real_run_result.hpp"

namespace parley::sim::real {

/// How a play in the real world compares with those of the same scenario in the simulated one.
struct WorldComparison {
  bool agree = true;
  std::string words;  ///< How they agree, or the first thing in which they differ, with a line end.
};

/// Plays the scenario in the simulated world too, with a few seeds. The outcomes have to be the same: all
/// pass, or all fail at one line. So have the screens, where the scenario decides them: where the
/// simulated ones are the same with every seed.
WorldComparison compare_with_simulated(const scenario::Scenario& scenario, const RealRunResult& real);

}  // namespace parley::sim::real
