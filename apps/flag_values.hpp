#pragma once

#include <filesystem>
#include <optional>
#include <string>

/// What the programs' flags have in common.
namespace parley::apps {

/// What is wrong with a Result, as CLI11 wants it: empty where nothing is.
template <class Outcome>
std::string error_message(const Outcome& result) {
  return result ? std::string() : result.error().message;
}

/// The path that was typed, if any was.
inline std::optional<std::filesystem::path> path_of(const std::string& typed) {
  return typed.empty() ? std::nullopt : std::optional(std::filesystem::path(typed));
}

}  // namespace parley::apps
