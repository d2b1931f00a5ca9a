#pragma once

#include <cstdint>
#include <cstdio>
#include <memory>
#include <string>
#include <string_view>

#include "ports/terminal.hpp"

/// How text comes to a terminal: its colours, the places of its characters, and the file it is written to.
namespace parley::adapters {

enum class Colours : std::uint8_t { kOff, kOn };

/// The sequence that switches a style's colour on (ECMA-48, SGR), and off again.
std::string_view colour_on(Style style);
std::string_view colour_off(Style style);

/// The line in its style's colour, or as it is.
std::string coloured(Colours colours, Style style, std::string_view line);

struct ScreenPosition {
  int row = 0;  ///< Counted from the row on which the text begins.
  int column = 0;
  bool operator==(const ScreenPosition&) const = default;
};

/// Where the cursor stands after `text` on a screen of `columns`, at least 2: a character that does not
/// fit moves to the next row whole, and a full row moves the cursor on at once.
ScreenPosition position_after(std::wstring_view text, int columns);

/// Writes to a copy of a file descriptor. What cannot be written is lost, and is_lost() from then on.
class TextOutput {
 public:
  explicit TextOutput(int fd);

  void write(std::string_view text);
  void flush();
  bool is_lost() const { return file_ == nullptr || std::ferror(file_.get()) != 0; }

  /// For libedit.
  std::FILE* file() const { return file_.get(); }

 private:
  struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };

  std::unique_ptr<std::FILE, Close> file_;
};

}  // namespace parley::adapters
