#pragma once

#include "sim/real/temporary_folder.hpp"

namespace parley::test {

using sim::real::read_text;
using sim::real::TemporaryFolder;
using sim::real::write_text;

}  // namespace parley::test
