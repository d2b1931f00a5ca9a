#include "adapters/terminal/text_output.hpp"

#include <fcntl.h>

#include <algorithm>
#include <cwchar>

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

ScreenPosition position_after(std::wstring_view text, int columns) {
  ScreenPosition place;
  for (const wchar_t c : text) {
    const int width = std::max(0, ::wcwidth(c));
    if (place.column + width > columns) place = {place.row + 1, 0};
    place.column += width;
    if (place.column >= columns) place = {place.row + 1, 0};
  }
  return place;
}

TextOutput::TextOutput(int fd) {
  const int copy = ::fcntl(fd, F_DUPFD_CLOEXEC, 0);
  if (copy >= 0) file_.reset(::fdopen(copy, "w"));
}

void TextOutput::write(std::string_view text) {
  if (file_ != nullptr)
    static_cast<void>(std::fwrite(text.data(), 1, text.size(), file_.get()) == text.size());
}

void TextOutput::flush() {
  if (file_ != nullptr) static_cast<void>(std::fflush(file_.get()) == 0);
}

}  // namespace parley::adapters
