#pragma once

#include "sim/real/child.hpp"

namespace parley::test {

using sim::real::exec_program;
using sim::real::Child;
using sim::real::Command;
using sim::real::kPatience;

}  // namespace parley::test
