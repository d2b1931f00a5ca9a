#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace parley::adapters {

/// The first character of some bytes.
struct Utf8Character {
  enum class State : unsigned char {
    kWhole,
    kCut,      ///< The bytes end within a character.
    kInvalid,  ///< The first byte begins no character; `size` is 1.
  };
  State state = State::kCut;
  wchar_t code = 0;
  std::size_t size = 0;  ///< Bytes.
};

/// Reads one character (RFC 3629: no surrogates, no overlong forms) of UTF-8.
Utf8Character first_character(std::string_view bytes);

/// Writes characters as UTF-8.
std::string to_utf8(std::wstring_view text);

/// Reads UTF-8; bytes that are not UTF-8 are left out.
std::wstring from_utf8(std::string_view bytes);

}  // namespace parley::adapters
