#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace parley::sim::scenario {

/// The folder that holds the tapes of one play, in either world: `registry.tape`, `alice.tape`. A program
/// that is started again begins a tape of its own, since its memory is empty: `alice.2.tape`.
class TapeFolder {
 public:
  /// Makes the folder. One that is there has to be empty, so that no tape is ever written over or taken
  /// for one of this play. Error kUnavailable, in words, where it is not empty or cannot be made.
  static Result<TapeFolder> make(const std::filesystem::path& folder);

  /// The file for the next start of the program on this node.
  std::filesystem::path next(std::string_view node);

 private:
  explicit TapeFolder(std::filesystem::path folder) : folder_(std::move(folder)) {}

  std::filesystem::path folder_;
  std::map<std::string, int, std::less<>> starts_;
};

}  // namespace parley::sim::scenario
