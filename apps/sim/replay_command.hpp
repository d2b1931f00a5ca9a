#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/time.hpp"

namespace CLI {
class App;
}

namespace parley::sim {

struct ReplayCommand {
  std::vector<std::string> tapes;
  std::optional<Duration> until;  ///< Since the tape's beginning: later turns are not played.
  bool state = false;             ///< Show the node's state at `until`, or at the end.
  bool entries = false;           ///< First list what the tape has.
  std::string html_file;          ///< Empty: no page is written. All the tapes are of one session then.
};

/// The command line of `replay`, read into `command`.
CLI::App* add_replay(CLI::App& app, ReplayCommand& command);

/// Replays each tape in a process of its own and prints a line for each; where the core does other things
/// than the tape has, also what; then draws the page, if one is asked for. Exit code 0: all equal, as far as
/// they go; 1: one is different, or its core died; else 3: one cannot be read, or not to its end, or is of
/// another program.
int replay_tapes(const ReplayCommand& command);

}  // namespace parley::sim
