#pragma once

#include <string_view>

namespace parley::adapters {

struct ScreenPosition {
  int row = 0;  ///< Counted from the row on which the text begins.
  int column = 0;
  bool operator==(const ScreenPosition&) const = default;
};

/// Where the cursor stands after `text` on a screen of `columns`, at least 2: a character that does not
/// fit moves to the next row whole, and a full row moves the cursor on at once.
ScreenPosition position_after(std::wstring_view text, int columns);

}  // namespace parley::adapters
