#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace parley::sim::real {

inline constexpr int kCut = -1;      ///< The bytes are the beginning of a character.
inline constexpr int kInvalid = -2;  ///< They are no UTF-8, or not printable.

/// The columns that the character of these bytes takes, kCut or kInvalid.
int utf8_width(std::string_view bytes);

/// Pieces of text, each with its colour (SGR 30-37, 0 for none).
using StyledText = std::vector<std::pair<std::string, int>>;

/// The text with tags around what is coloured, without blanks at the end.
std::string with_tags(const StyledText& line);

}  // namespace parley::sim::real
