#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace CLI {
class App;
}  // namespace CLI

namespace parley::apps {

/// Whether and how a program records itself (docs/tape.md).
struct TapeFlags {
  std::optional<std::filesystem::path> file;  ///< A tape is made where there is one.
  std::uint64_t limit = std::uint64_t{1} << 30U;
  bool keep_text = true;
};

/// The flags as they are typed.
struct TypedTapeFlags {
  std::string file;
  std::string limit = "1G";
  std::string text = "yes";
};

/// Adds --record, --record-limit and --record-text. `text`: what --record-text is about, for people.
void describe(CLI::App& app, TypedTapeFlags& typed, const std::string& text);
TapeFlags flags_of(const TypedTapeFlags& typed);

/// A number of bytes: `200M`, `1G`, `65536`; K, M and G are powers of 1,024. Error kMalformed for any other
/// text, and where no tape is so short or a file so long.
Result<std::uint64_t> parse_size(std::string_view text);

}  // namespace parley::apps
