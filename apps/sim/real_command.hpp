#pragma once

#include <chrono>
#include <string>
#include <vector>

namespace parley::sim {

struct RealOptions {
  std::vector<std::string> files;
  bool and_simulated = false;  ///< Play them in the simulated world too, and compare.
  std::string programs;        ///< Their folder; empty: beside this program.
  unsigned patience_s = 60;    ///< How much waiting a play may ask for.
  bool shared_loopback = false;
  std::string screens_to;  ///< A folder, for what each person saw; empty: nowhere.
  std::string tapes_to;    ///< A folder, for a tape of each program; empty: nowhere. With one file alone.
};

/// Plays each file on the shipping programs, and prints a line for each; for one that fails also why. Exit
/// code 0: all passed (and agreed with the simulated world); 1: one did not; 2: a file cannot be read, or
/// a program is missing; 3: one cannot be played here, the others passed; 130: interrupted.
int play_on_programs(const RealOptions& options);

}  // namespace parley::sim
