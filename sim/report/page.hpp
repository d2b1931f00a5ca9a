#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "sim/report/timeline.hpp"

namespace parley::sim::report {

/// What stands above the picture.
struct PageTitle {
  std::string title;                   ///< What the play shows: the scenario's first line.
  std::string file;                    ///< Where the scenario is, or the tapes are.
  std::optional<std::uint64_t> seed;   ///< None: this was recorded, so there is no seed and no verdict.
  std::string replay;                  ///< The command that plays it again.
  std::vector<std::string> remarks{};  ///< What a reader should know, a sentence each.
};

/// One page that needs nothing else: no network, no other file. It is read in any browser of today.
std::string to_html(const Timeline& timeline, const PageTitle& title);

/// Writes it to a file; kUnavailable where that cannot be done.
Result<void> write_html(const std::string& path, const Timeline& timeline, const PageTitle& title);

}  // namespace parley::sim::report
