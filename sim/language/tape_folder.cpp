#include "sim/language/tape_folder.hpp"

#include <system_error>

namespace parley::sim::scenario {

Result<TapeFolder> TapeFolder::make(const std::filesystem::path& folder) {
  std::error_code failed;
  std::filesystem::create_directories(folder, failed);
  if (failed) {
    return Error{ErrorCode::kUnavailable, "cannot make " + folder.string() + ": " + failed.message()};
  }
  const bool empty = std::filesystem::is_empty(folder, failed);
  if (failed) {
    return Error{ErrorCode::kUnavailable, "cannot read " + folder.string() + ": " + failed.message()};
  }
  if (!empty) {
    return Error{ErrorCode::kUnavailable,
                 folder.string() + " is not empty: tapes go to a folder of their own"};
  }
  return TapeFolder(std::filesystem::absolute(folder));
}

std::filesystem::path TapeFolder::next(std::string_view node) {
  const auto place = starts_.try_emplace(std::string(node), 0).first;
  const int start = ++place->second;
  const std::string number = start == 1 ? "" : "." + std::to_string(start);
  return folder_ / (place->first + number + ".tape");
}

}  // namespace parley::sim::scenario
