#pragma once

#include <functional>

#include "sim/language/scenario.hpp"

namespace parley::sim::explore {

/// Makes a failing scenario small: fewer people, then fewer steps, then simpler ones, then nicer and
/// earlier times, and again until nothing helps any more. `still_fails` says whether a candidate fails in
/// the same way; it bounds the tries by returning false from some point on. Returns one that fails.
scenario::Scenario shrink(scenario::Scenario failing,
                          const std::function<bool(const scenario::Scenario&)>& still_fails);

}  // namespace parley::sim::explore
