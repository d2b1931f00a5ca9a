#pragma once

#include <optional>
#include <string>

#include "sim/scenario/fault.hpp"

namespace parley::sim::real {

/// Why a fault cannot be made on this machine; nothing where it can. `talk`: people talk to each other in
/// rooms, by packets that take none of our lanes.
std::optional<std::string> why_not_makeable(const scenario::Fault& fault, bool talk);

}  // namespace parley::sim::real
