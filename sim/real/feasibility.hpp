#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "base/time.hpp"
#include "sim/language/scenario.hpp"
#include "sim/play/run_result.hpp"

namespace parley::sim::real {

/// The first step that this machine cannot do as it is meant, found without playing it: a fault that cannot
/// be made here, a way that no link proxy carries, or more waiting than `patience`. What is not named here is
/// played as it is meant, so that no play passes because something was left out.
std::optional<scenario::InfeasibleStep> find_infeasible(const scenario::Scenario& scenario,
                                                        Duration patience);

/// How long a play waits for certain: `wait`, and what is to hold `for` a time.
Duration min_duration(const scenario::Scenario& scenario);

}  // namespace parley::sim::real
