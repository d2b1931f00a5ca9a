#pragma once

#include <optional>
#include <string>

#include "sim/language/fault.hpp"

namespace parley::sim::real {

/// Why a fault cannot be made on this machine; nothing where it can. `talk`: people talk to each other in
/// rooms, by packets that go through none of our link proxies.
std::optional<std::string> why_infeasible(const scenario::Fault& fault, bool talk);

}  // namespace parley::sim::real
