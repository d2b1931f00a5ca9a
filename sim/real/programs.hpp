#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "sim/language/tape_folder.hpp"

namespace parley::sim::real {

/// Where the shipping programs are.
struct Programs {
  std::filesystem::path registry;
  std::filesystem::path peer;

  /// Those in `folder`, or beside this program where that is empty. Error kUnavailable, in words, where
  /// one of them is missing.
  static Result<Programs> find(std::filesystem::path folder);
};

/// The flags by which the next program on `node` records itself; none where there are no tapes.
std::vector<std::string> recording_flags(scenario::TapeFolder* tapes, std::string_view node);

}  // namespace parley::sim::real
