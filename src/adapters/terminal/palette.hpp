#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "ports/terminal.hpp"

namespace parley::adapters {

enum class Colours : std::uint8_t { kOff, kOn };

/// The sequence that switches a style's colour on (ECMA-48, SGR), and off again.
std::string_view colour_on(Style style);
std::string_view colour_off(Style style);

/// The line in its style's colour, or as it is.
std::string coloured(Colours colours, Style style, std::string_view line);

}  // namespace parley::adapters
