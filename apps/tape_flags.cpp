#include "apps/tape_flags.hpp"

#include <CLI/CLI.hpp>
#include <charconv>
#include <limits>

#include "apps/flag_values.hpp"
#include "tape/tape_format.hpp"

namespace parley::apps {
namespace {

constexpr std::uint64_t kLongestFile = std::numeric_limits<std::int64_t>::max();

/// By how many bits the number before this unit is shifted; nothing where it is not a unit.
std::optional<unsigned> shift_of(std::string_view unit) {
  if (unit.empty()) return 0U;
  if (unit == "K" || unit == "k") return 10U;
  if (unit == "M" || unit == "m") return 20U;
  if (unit == "G" || unit == "g") return 30U;
  return std::nullopt;
}

}  // namespace

Result<std::uint64_t> parse_size(std::string_view text) {
  std::uint64_t number = 0;
  const auto* const end = text.data() + text.size();
  const auto [at, error] = std::from_chars(text.data(), end, number);
  const auto shift = shift_of({at, static_cast<std::size_t>(end - at)});
  if (error != std::errc{} || !shift || number > (kLongestFile >> *shift)) {
    return Error{ErrorCode::kMalformed,
                 "'" + std::string(text) + "' is not a size; give a number of bytes, or one like 200M or 1G"};
  }
  const auto bytes = number << *shift;
  if (bytes < tape::kMinTapeBytes) {
    return Error{ErrorCode::kMalformed, "'" + std::string(text) +
                                            "' is too small for a tape; give at least " +
                                            std::to_string(tape::kMinTapeBytes) + " bytes"};
  }
  return bytes;
}

void describe(CLI::App& app, TypedTapeFlags& typed, const std::string& text) {
  const auto is_size = [](const std::string& size) { return error_message(parse_size(size)); };
  auto* record =
      app.add_option("--record", typed.file,
                     "Record the session to this new file, without passwords; parley-sim replays it")
          ->type_name("FILE");
  app.add_option("--record-limit", typed.limit, "Where recording ends: at so many bytes of the file")
      ->check(is_size)
      ->needs(record)
      ->type_name("SIZE")
      ->capture_default_str();
  app.add_option("--record-text", typed.text, text)
      ->check(CLI::IsMember({"yes", "no"}).description(""))
      ->needs(record)
      ->type_name("yes|no")
      ->capture_default_str();
}

TapeFlags flags_of(const TypedTapeFlags& typed) {
  return {path_of(typed.file), parse_size(typed.limit).value(), typed.text == "yes"};
}

}  // namespace parley::apps
