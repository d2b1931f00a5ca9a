#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace parley::test {

/// What a run of parley-sim came to.
struct CommandResult {
  int code = -1;       ///< Its exit code; minus the signal's number where one ended it.
  std::string output;  ///< stdout and stderr.
};

/// Runs the program of this build with these arguments, split at blanks.
CommandResult parley_sim(const std::string& arguments);

/// A new empty folder for one test, below the system's folder for such; gone with the object.
class Folder {
 public:
  Folder();
  ~Folder();
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  std::string operator/(std::string_view name) const { return (path_ / name).string(); }
  /// A file in it, for its path.
  std::string file(std::string_view name, std::string_view text) const;

 private:
  std::filesystem::path path_;
};

std::string read_file(const std::string& path);

}  // namespace parley::test
