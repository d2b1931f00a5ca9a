#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace parley::sim {

struct ScreensOptions {
  std::vector<std::string> files;
  std::uint64_t seed = 1;
  std::string write_to;      ///< A folder; each file's transcript goes to NAME.screen there.
  std::string compare_with;  ///< A folder; likewise.
};

/// Plays each file and gives out what each person saw: to stdout, into a folder, or against one. Exit
/// code 1: a play failed, or a transcript differs; 2: a file cannot be read or written.
int show_screens(const ScreensOptions& options);

}  // namespace parley::sim
