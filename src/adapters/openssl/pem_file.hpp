#pragma once

#include <filesystem>
#include <string>

#include "base/result.hpp"

namespace parley::adapters {

/// Reads a file of PEM blocks whole. Error kUnavailable where it is missing or cannot be read.
Result<std::string> read_pem_file(const std::filesystem::path& path);

}  // namespace parley::adapters
