#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <variant>

#include "adapters/openssl/scrypt.hpp"
#include "adapters/system/spdlog_sink.hpp"
#include "apps/tape_flags.hpp"
#include "registry/registry.hpp"

namespace parley::apps {

inline constexpr int kUsageError = 2;

/// What the command line and the configuration file ask for.
struct RegistryFlags {
  registry::RegistryOptions registry;
  std::optional<std::filesystem::path> data;  ///< Else the user's own data folder.
  std::optional<std::filesystem::path> certificate;
  std::optional<std::filesystem::path> key;
  adapters::ScryptCost password_cost;
  adapters::LogOptions log;
  TapeFlags tape;
};

/// Reads the flags; those of the command line win over the file that --config names. An exit code where
/// there is nothing to run: 0 after --help and --version, kUsageError after a wrong flag, which is then
/// explained on stderr.
std::variant<RegistryFlags, int> read_flags(int count, const char* const* words);

}  // namespace parley::apps
