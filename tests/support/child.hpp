#pragma once

#include "sim/real/child.hpp"

namespace parley::test {

using sim::real::become;
using sim::real::Child;
using sim::real::Command;
using sim::real::kPatience;

}  // namespace parley::test
