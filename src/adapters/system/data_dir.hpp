#pragma once

#include <filesystem>
#include <string>

#include "adapters/system/file.hpp"
#include "base/result.hpp"

namespace parley::adapters {

/// Where `program` keeps its files unless it is told otherwise: ${XDG_DATA_HOME:-~/.local/share}/program.
/// Error kUnavailable where nothing says whose home to take.
Result<std::filesystem::path> default_data_dir(const std::string& program);

/// Makes the folder and those above it where they are missing; one that it makes, only its owner may
/// enter. One that stands is left as it is.
Result<void> make_data_dir(const std::filesystem::path& path);

/// Keeps other programs that ask for the same folder out of it, for as long as it lives. The system
/// takes it back from a program that crashes.
class DataDirLock {
 public:
  /// Error kUnavailable, naming the holder's process, where another program has it.
  static Result<DataDirLock> take(const std::filesystem::path& directory);

 private:
  explicit DataDirLock(FileDescriptor file) : file_(std::move(file)) {}

  FileDescriptor file_;
};

}  // namespace parley::adapters
