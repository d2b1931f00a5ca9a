#pragma once

#include <cstdio>
#include <functional>
#include <string>

#include "sim/explore/reproduction.hpp"

namespace parley::sim::explore {

/// Makes a failure small, puts it into a folder below `out`, and prints both.
/// `tell` is called again and again meanwhile, with a line that says how far it is.
void report_failure(const Reproduction& failing, const std::string& out, std::FILE* console = stdout,
                    const std::function<void(const std::string& line)>& tell = {});

}  // namespace parley::sim::explore
