#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/time.hpp"

namespace parley::sim {

/// Draws the tapes of one session as one page, up to a time since its beginning. Exit code 0: done; 2: the
/// page cannot be written; 3: a tape cannot be read.
int write_session_page(const std::vector<std::string>& tapes, std::optional<Duration> until,
                       const std::string& html_file);

}  // namespace parley::sim
