#pragma once

#include "sim/process/temporary_folder.hpp"

namespace parley::test {

using sim::process::read_text;
using sim::process::TemporaryFolder;
using sim::process::write_text;

}  // namespace parley::test
