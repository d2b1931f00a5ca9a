#include "sim/real/vt_text.hpp"

#include <cwchar>

#include <array>
#include <clocale>

#include "sim/real/vt_screen.hpp"
#include "wire/text.hpp"

namespace parley::sim::real {
namespace {

std::size_t size_of_character(unsigned char lead) {
  if (lead < 0xc2 || lead > 0xf4) return 1;
  if (lead < 0xe0) return 2;
  return lead < 0xf0 ? 3 : 4;
}

wchar_t decode(std::string_view bytes) {
  constexpr std::array<unsigned, 5> kLeadBits = {0, 0x7f, 0x1f, 0x0f, 0x07};
  auto code = static_cast<unsigned char>(bytes.front()) & kLeadBits[bytes.size()];
  for (const char byte : bytes.substr(1)) code = (code << 6) | (static_cast<unsigned char>(byte) & 0x3fu);
  return static_cast<wchar_t>(code);
}

/// Widths of characters are the locale's: any in UTF-8 will do.
bool use_utf8_widths() { return std::setlocale(LC_CTYPE, "C.UTF-8") != nullptr; }

std::string_view colour_name(int colour) {
  constexpr std::array<std::string_view, 8> kNames = {"black", "red",     "green", "yellow",
                                                      "blue",  "magenta", "cyan",  "white"};
  return kNames[static_cast<std::size_t>(colour - 30)];
}

}  // namespace

int utf8_width(std::string_view bytes) {
  static const bool ready = use_utf8_widths();
  if (!ready || bytes.empty()) return kInvalid;
  if (bytes.size() < size_of_character(static_cast<unsigned char>(bytes.front()))) return kCut;
  if (!wire::is_utf8(bytes)) return kInvalid;
  const int width = ::wcwidth(decode(bytes));
  return width < 0 ? kInvalid : width;
}

std::string with_tags(const StyledText& line) {
  std::size_t end = line.size();
  while (end > 0 && (line[end - 1].first == " " || line[end - 1].first.empty())) --end;
  std::string text;
  int colour = 0;
  for (std::size_t i = 0; i < end; ++i) {
    if (line[i].second != colour) {
      if (colour != 0) text += "</>";
      colour = line[i].second;
      if (colour != 0) text += "<" + std::string(colour_name(colour)) + ">";
    }
    text += line[i].first;
  }
  return colour == 0 ? text : text + "</>";
}

std::vector<std::string> canonical(std::vector<std::string> lines) {
  for (auto& line : lines) line.erase(line.find_last_not_of(' ') + 1);
  while (!lines.empty() && lines.back().empty()) lines.pop_back();
  return lines;
}

}  // namespace parley::sim::real
