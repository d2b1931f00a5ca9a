#pragma once

#include "sim/process/child_process.hpp"

namespace parley::test {

using sim::process::ChildOptions;
using sim::process::ChildProcess;
using sim::process::Command;
using sim::process::kPatience;
using sim::process::Redirect;
using sim::process::TerminalSize;

}  // namespace parley::test
