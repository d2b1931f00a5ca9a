#include "tape/tape_header.hpp"

#include <algorithm>

#include "tape/byte_codec.hpp"
#include "tape/tape_format.hpp"

namespace parley::tape {
namespace {

constexpr std::size_t kMaxProgramBytes = 256;
constexpr std::uint8_t kAllLogLevels = 0b1111;
constexpr std::size_t kMaxOptions = 64;
constexpr std::size_t kMaxOptionsBytes = std::size_t{2} * 1024;  ///< All of them together.

std::size_t bytes_of(const std::vector<HeaderOption>& options) {
  std::size_t bytes = 0;
  for (const HeaderOption& option : options) bytes += 2 * kVarintBytes + option.value.size();
  return bytes;
}

bool fits(const TapeHeader& header) {
  return header.program.size() <= kMaxProgramBytes && header.options.size() <= kMaxOptions &&
         bytes_of(header.options) <= kMaxOptionsBytes;
}

/// Until the end; each tag is higher than the one before, so that none comes twice.
bool decode_options(ByteReader& reader, std::vector<HeaderOption>& options) {
  while (!reader.failed() && !reader.at_end()) {
    const std::uint64_t tag = reader.varint();
    const std::string_view value = reader.text(kMaxOptionsBytes);
    if (options.size() == kMaxOptions || (!options.empty() && tag <= options.back().tag)) return false;
    options.push_back({tag, std::string(value)});
  }
  return !reader.failed();
}

}  // namespace

const std::string* TapeHeader::option(std::uint64_t tag) const {
  const auto found = std::ranges::find(options, tag, &HeaderOption::tag);
  return found == options.end() ? nullptr : &found->value;
}

Result<std::string> encode_header(const TapeHeader& header) {
  if (!fits(header)) {
    return Error{ErrorCode::kMalformed,
                 "the program's name or its options are too long for a tape; use a shorter registry name"};
  }
  std::string bytes(kMaxProgramBytes + kMaxOptionsBytes + 64, '\0');
  ByteWriter writer(bytes.data());
  writer.text(header.program);
  writer.fixed64(static_cast<std::uint64_t>(header.recorded_at));
  writer.byte(header.kept_log_levels & kAllLogLevels);
  writer.byte(header.text_kept ? 1 : 0);
  writer.byte(static_cast<std::uint8_t>(header.core));
  for (const HeaderOption& option : header.options) {
    writer.varint(option.tag);
    writer.text(option.value);
  }
  bytes.resize(static_cast<std::size_t>(writer.at() - bytes.data()));
  return bytes;
}

Result<TapeHeader> decode_header(std::string_view bytes) {
  ByteReader reader(bytes);
  TapeHeader header;
  header.program = reader.text(kMaxProgramBytes);
  header.recorded_at = static_cast<std::int64_t>(reader.fixed64());
  header.kept_log_levels = reader.byte();
  const std::uint8_t text_kept = reader.byte();
  const std::uint8_t core = reader.byte();
  header.text_kept = text_kept == 1;
  header.core = static_cast<CoreKind>(core);
  const bool known = core == static_cast<std::uint8_t>(CoreKind::kRegistry) ||
                     core == static_cast<std::uint8_t>(CoreKind::kPeer);
  const bool good = known && text_kept <= 1 && header.kept_log_levels <= kAllLogLevels;
  if (good && decode_options(reader, header.options) && fits(header)) return header;
  return Error{ErrorCode::kMalformed, "its header does not have the form that Parley writes"};
}

}  // namespace parley::tape
