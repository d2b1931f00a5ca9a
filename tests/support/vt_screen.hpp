#pragma once

#include "sim/real/vt_screen.hpp"

namespace parley::test {

using sim::real::canonical;
using sim::real::VtScreen;

}  // namespace parley::test
