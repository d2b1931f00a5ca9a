#pragma once

#include <string>
#include <string_view>

#include "tests/support/temporary_folder.hpp"

namespace parley::test {

/// What a run of parley-sim came to.
struct CommandResult {
  int code = -1;       ///< Its exit code; minus the signal's number where one ended it.
  std::string output;  ///< stdout and stderr.
};

/// Runs the program of this build with these arguments, split at blanks.
CommandResult parley_sim(const std::string& arguments);

/// A folder of one test, whose paths are words of a command line.
class Folder {
 public:
  std::string operator/(std::string_view name) const { return (folder_ / name).string(); }
  /// Writes a file in it; returns its path.
  std::string file(std::string_view name, std::string_view text) const {
    write_text(folder_ / name, text);
    return *this / name;
  }

 private:
  TemporaryFolder folder_;
};

}  // namespace parley::test
