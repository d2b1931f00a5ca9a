#pragma once

#include "sim/process/vt_screen.hpp"

namespace parley::test {

using sim::process::canonical;
using sim::process::VtScreen;

}  // namespace parley::test
