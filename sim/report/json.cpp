#include "sim/report/json.hpp"

#include <algorithm>
#include <cstddef>

#include "wire/text.hpp"

namespace parley::sim::report {
namespace {

constexpr std::size_t kMaxCharacterBytes = 4;
constexpr std::string_view kDigits = "0123456789abcdef";

/// Bytes of the character at the beginning; 0 where it is ill-formed.
std::size_t character_size(std::string_view text) {
  for (std::size_t size = 1; size <= std::min(kMaxCharacterBytes, text.size()); ++size) {
    if (wire::is_utf8(text.substr(0, size))) return size;
  }
  return 0;
}

bool stands_for_itself(char byte) {
  const auto code = static_cast<unsigned char>(byte);
  return code >= 0x20 && code < 0x7f && std::string_view("\"\\<>&").find(byte) == std::string_view::npos;
}

void add_code(std::string& text, unsigned char code) {
  text += "\\u00";
  text += kDigits[code >> 4U];
  text += kDigits[code & 0xfU];
}

}  // namespace

JsonWriter& JsonWriter::open(char bracket) {
  separate();
  text_ += bracket;
  needs_comma_ = false;
  return *this;
}

JsonWriter& JsonWriter::close(char bracket) {
  text_ += bracket;
  needs_comma_ = true;
  return *this;
}

void JsonWriter::separate() {
  if (needs_comma_) text_ += ',';
  needs_comma_ = true;
}

JsonWriter& JsonWriter::key(std::string_view name) {
  separate();
  quote(name);
  text_ += ':';
  needs_comma_ = false;
  return *this;
}

JsonWriter& JsonWriter::string(std::string_view text) {
  separate();
  quote(text);
  return *this;
}

JsonWriter& JsonWriter::number(std::int64_t value) {
  separate();
  text_ += std::to_string(value);
  return *this;
}

void JsonWriter::quote(std::string_view text) {
  text_ += '"';
  while (!text.empty()) {
    const std::size_t size = character_size(text);
    if (stands_for_itself(text.front())) {
      text_ += text.front();
    } else if (size == 0) {
      text_ += "\\ufffd";
    } else if (size == 1) {
      add_code(text_, static_cast<unsigned char>(text.front()));
    } else {
      text_ += text.substr(0, size);
    }
    text.remove_prefix(std::max<std::size_t>(size, 1));
  }
  text_ += '"';
}

}  // namespace parley::sim::report
