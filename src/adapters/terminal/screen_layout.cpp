#include "adapters/terminal/screen_layout.hpp"

#include <algorithm>
#include <cwchar>

namespace parley::adapters {

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

}  // namespace parley::adapters
