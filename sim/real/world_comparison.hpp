#pragma once

#include <string>

#include "sim/language/scenario.hpp"
#include "sim/play/run_result.hpp"

namespace parley::sim::real {

/// How a play in the real world compares with those of the same scenario in the simulated one.
struct WorldComparison {
  bool agree = true;
  std::string words;  ///< How they agree, or the first thing in which they differ, with a line end.
};

/// Plays the scenario in the simulated world too, with a few seeds. The outcomes have to be the same: all
/// pass, or all fail at one line. So have the screens, where the scenario decides them: where the
/// simulated ones are the same with every seed.
/// `transcript` is what people saw in the real world.
WorldComparison compare_with_simulated(const scenario::Scenario& scenario, const scenario::RunResult& real,
                                       const std::string& transcript);

}  // namespace parley::sim::real
