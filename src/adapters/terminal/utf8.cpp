#include "adapters/terminal/utf8.hpp"

#include <array>
#include <cstdint>

namespace parley::adapters {
namespace {

struct Lead {
  std::size_t size;
  std::uint32_t bits;
  std::uint32_t least;  ///< The lowest code that needs so many bytes.
};

Lead lead_of(unsigned char byte) {
  if (byte < 0x80) return {1, byte, 0};
  if (byte >= 0xc2 && byte < 0xe0) return {2, byte & 0x1fu, 0x80};
  if (byte >= 0xe0 && byte < 0xf0) return {3, byte & 0x0fu, 0x800};
  if (byte >= 0xf0 && byte < 0xf5) return {4, byte & 0x07u, 0x10000};
  return {0, 0, 0};
}

bool is_scalar(std::uint32_t code) { return code < 0x110000 && (code < 0xd800 || code > 0xdfff); }

void append(std::string& text, std::uint32_t code) {
  const auto add = [&](std::uint32_t byte) { text += static_cast<char>(byte); };
  if (code < 0x80) {
    add(code);
  } else if (code < 0x800) {
    add(0xc0 | (code >> 6));
    add(0x80 | (code & 0x3f));
  } else if (code < 0x10000) {
    add(0xe0 | (code >> 12));
    add(0x80 | ((code >> 6) & 0x3f));
    add(0x80 | (code & 0x3f));
  } else {
    add(0xf0 | (code >> 18));
    add(0x80 | ((code >> 12) & 0x3f));
    add(0x80 | ((code >> 6) & 0x3f));
    add(0x80 | (code & 0x3f));
  }
}

}  // namespace

Utf8Character first_character(std::string_view bytes) {
  using State = Utf8Character::State;
  if (bytes.empty()) return {};
  const Lead lead = lead_of(static_cast<unsigned char>(bytes.front()));
  if (lead.size == 0) return {State::kInvalid, 0, 1};
  std::uint32_t code = lead.bits;
  for (std::size_t i = 1; i < lead.size; ++i) {
    if (i == bytes.size()) return {};
    const auto byte = static_cast<unsigned char>(bytes[i]);
    if ((byte & 0xc0) != 0x80) return {State::kInvalid, 0, 1};
    code = (code << 6) | (byte & 0x3fu);
  }
  if (code < lead.least || !is_scalar(code)) return {State::kInvalid, 0, 1};
  return {State::kWhole, static_cast<wchar_t>(code), lead.size};
}

std::string to_utf8(std::wstring_view text) {
  std::string bytes;
  for (const wchar_t c : text) append(bytes, static_cast<std::uint32_t>(c));
  return bytes;
}

std::wstring from_utf8(std::string_view bytes) {
  std::wstring text;
  while (!bytes.empty()) {
    const auto next = first_character(bytes);
    if (next.state == Utf8Character::State::kCut) break;
    if (next.state == Utf8Character::State::kWhole) text += next.code;
    bytes.remove_prefix(next.size);
  }
  return text;
}

}  // namespace parley::adapters
