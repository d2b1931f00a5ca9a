#pragma once

#include <filesystem>

#include "base/result.hpp"

namespace parley::sim::real {

/// Where the shipping programs are.
struct Programs {
  std::filesystem::path registry;
  std::filesystem::path peer;

  /// Those in `folder`, or beside this program where that is empty. Error kUnavailable, in words, where
  /// one of them is missing.
  static Result<Programs> find(std::filesystem::path folder);
};

}  // namespace parley::sim::real
