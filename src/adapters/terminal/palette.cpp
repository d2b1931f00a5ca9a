#include "adapters/terminal/palette.hpp"

namespace parley::adapters {

std::string_view colour_on(Style style) {
  switch (style) {
    case Style::kPrompt:
      return "\033[35m";
    case Style::kSuccess:
      return "\033[32m";
    case Style::kNotice:
      return "\033[33m";
    case Style::kError:
      return "\033[31m";
    case Style::kOther:
      return "\033[34m";
    case Style::kPlain:
      break;
  }
  return "";
}

std::string_view colour_off(Style style) { return style == Style::kPlain ? "" : "\033[0m"; }

std::string coloured(Colours colours, Style style, std::string_view line) {
  if (colours == Colours::kOff) return std::string(line);
  return std::string(colour_on(style)) + std::string(line) + std::string(colour_off(style));
}

}  // namespace parley::adapters
