#pragma once

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

}  // namespace parley::sim::explore
