#include <algorithm>
#include <cstddef>

#include "sim/report/message_text.hpp"
#include "wire/text.hpp"

namespace parley::sim::report {
namespace {

constexpr std::size_t kMaxCharacterBytes = 4;
constexpr std::string_view kDigits = "0123456789abcdef";

/// How many bytes at the beginning are one character that can be shown as it is; 0 where none is.
std::size_t harmless_prefix(std::string_view bytes) {
  for (std::size_t size = 1; size <= std::min(kMaxCharacterBytes, bytes.size()); ++size) {
    const std::string_view character = bytes.substr(0, size);
    if (wire::is_utf8(character)) return wire::printable(character) == character ? size : 0;
  }
  return 0;
}

void add_escape(std::string& text, char byte) {
  switch (byte) {
    case '\n':
      text += "\\n";
      return;
    case '\r':
      text += "\\r";
      return;
    case '\t':
      text += "\\t";
      return;
    default:
      text += "\\x" + hex({&byte, 1});
  }
}

}  // namespace

std::string escaped(std::string_view bytes) {
  std::string text;
  text.reserve(bytes.size());
  while (!bytes.empty()) {
    const std::size_t size = harmless_prefix(bytes);
    if (size == 0) {
      add_escape(text, bytes.front());
    } else if (bytes.front() == '\\') {
      text += "\\\\";
    } else {
      text += bytes.substr(0, size);
    }
    bytes.remove_prefix(std::max<std::size_t>(size, 1));
  }
  return text;
}

std::string hex(std::string_view bytes) {
  std::string text;
  text.reserve(2 * bytes.size());
  for (const char byte : bytes) {
    const auto value = static_cast<unsigned char>(byte);
    text += kDigits[value >> 4U];
    text += kDigits[value & 0xfU];
  }
  return text;
}

}  // namespace parley::sim::report
