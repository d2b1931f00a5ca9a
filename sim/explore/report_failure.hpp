#pragma once

#include <cstdint>
#include <cstdio>
#include <functional>
#include <string>

#include "base/result.hpp"
#include "sim/explore/reproduction.hpp"

namespace parley::sim::explore {

/// Where everything about one failure lies: `scenario` to read and to replay, `trace.txt` with every event,
/// `timeline.html` to look at, `replay.txt` with the command, and `stderr.txt` if something was said there.
struct FailureFolder {
  std::string path;
  std::string scenario;  ///< The file in it.
  std::string replay;    ///< The one command.
};

/// Writes DIR/CHECK-seed-N/ anew. `seed` is the one that found it, which need not be the one that replays
/// it. kUnavailable where that cannot be done.
Result<FailureFolder> write_failure_folder(const std::string& dir, std::uint64_t seed,
                                           const Reproduction& failing);

/// Makes a failure small, puts it into a folder below `out`, and prints both.
/// `tell` is called again and again meanwhile, with a line that says how far it is.
void report_failure(const Reproduction& failing, const std::string& out, std::FILE* console = stdout,
                    const std::function<void(const std::string& line)>& tell = {});

}  // namespace parley::sim::explore
