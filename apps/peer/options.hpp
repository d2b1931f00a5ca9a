#pragma once

#include <filesystem>
#include <optional>
#include <variant>

#include "adapters/system/spdlog_sink.hpp"
#include "apps/tape_flags.hpp"
#include "client/options.hpp"

namespace parley::apps {

/// What the command line asks for.
struct PeerFlags {
  client::PeerOptions peer;
  std::optional<std::filesystem::path> data;       ///< Else the user's own data folder.
  std::optional<std::filesystem::path> authority;  ///< The CA that vouches for registries.
  adapters::LogOptions log;
  TapeFlags tape;
};

/// Reads the flags. An exit code where there is nothing to run: 0 after --help and --version, else that
/// of a wrong flag, which is then explained on stderr.
std::variant<PeerFlags, int> read_flags(int count, const char* const* words);

}  // namespace parley::apps
