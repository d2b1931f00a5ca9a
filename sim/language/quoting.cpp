#include <algorithm>
#include <cstdint>

#include "sim/language/name_writer.hpp"
#include "wire/text.hpp"

namespace parley::sim::scenario {
namespace {

std::string hex(char byte) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  const auto value = static_cast<std::uint8_t>(byte);
  return {'\\', 'x', kDigits[value >> 4], kDigits[value & 0xf]};
}

std::string escaped(char c, bool readable) {
  switch (c) {
    case '\n':
      return "\\n";
    case '\r':
      return "\\r";
    case '\t':
      return "\\t";
    case '\\':
      return "\\\\";
    case '"':
      return "\\\"";
    default:
      break;
  }
  const auto value = static_cast<std::uint8_t>(c);
  const bool plain = value >= 0x20 && value != 0x7f && (value < 0x80 || readable);
  return plain ? std::string(1, c) : hex(c);
}

struct Repetition {
  std::size_t unit = 1;   ///< Bytes.
  std::size_t count = 1;  ///< How often it stands there.
};

/// The repetition that begins the text, where one is long enough to be worth its words.
Repetition repetition(std::string_view text) {
  constexpr std::size_t kLongestUnit = 8;
  constexpr std::size_t kWorthIt = 40;
  for (std::size_t unit = 1; unit <= std::min(kLongestUnit, text.size() / 2); ++unit) {
    std::size_t end = unit;
    while (end < text.size() && text[end] == text[end - unit]) ++end;
    if (end >= kWorthIt && end >= 4 * unit) return {unit, end / unit};
  }
  return {};
}

}  // namespace

std::string quoted(std::string_view text) {
  const bool readable = wire::is_utf8(text);
  std::string result = "\"";
  for (const char c : text) result += escaped(c, readable);
  return result + "\"";
}

std::string written_bytes(std::string_view bytes) {
  std::string result;
  std::size_t plain = 0;  // Where what was not yet written begins.
  const auto write = [&result](const std::string& piece) { result += (result.empty() ? "" : " ") + piece; };
  for (std::size_t at = 0; at < bytes.size();) {
    const Repetition found = repetition(bytes.substr(at));
    if (found.count == 1) {
      ++at;
      continue;
    }
    if (at > plain) write(quoted(bytes.substr(plain, at - plain)));
    write(std::to_string(found.count) + " x " + quoted(bytes.substr(at, found.unit)));
    at += found.unit * found.count;
    plain = at;
  }
  if (plain < bytes.size() || result.empty()) write(quoted(bytes.substr(plain)));
  return result;
}

}  // namespace parley::sim::scenario
