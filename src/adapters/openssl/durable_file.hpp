#pragma once

#include <sys/types.h>

#include <filesystem>
#include <string_view>

#include "base/result.hpp"

namespace parley::adapters {

/// Writes a file whole or not at all, also when the machine stops meanwhile: a temporary file beside it
/// is written, synced, and renamed over it. `mode` holds from the first byte on. Error kFull for a full
/// disk, else kUnavailable.
Result<void> write_durably(const std::filesystem::path& path, std::string_view bytes, mode_t mode);

/// Reads a whole file of at most 1 MiB. Error kUnavailable, with the reason and what to do.
Result<std::string> read_small_file(const std::filesystem::path& path);

}  // namespace parley::adapters
