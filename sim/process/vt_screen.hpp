#pragma once

#include <vterm.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace parley::sim::process {

/// A terminal as an xterm would show it, and what has scrolled off its top. libvterm reads the bytes and
/// moves the cursor; kept here is what it does not tell: which rows are one printed line, and where a tab
/// was. What our programs should never send is counted in unknown().
class VtScreen {
 public:
  VtScreen(std::size_t columns, std::size_t rows);
  VtScreen(const VtScreen&) = delete;
  VtScreen& operator=(const VtScreen&) = delete;

  void feed(std::string_view bytes);

  /// Another size. Rows that were broken at the margin are broken anew, as most terminals do.
  void resize(std::size_t columns, std::size_t rows);

  /// All lines ever shown, in the form of SimTerminal: one entry a printed line, however many rows it
  /// takes, tabs as tabs, without blanks at the end, without empty rows at the bottom.
  std::vector<std::string> transcript() const;

  /// The same with each line's colours as tags: `<green>P2P Chat Started</>`.
  std::vector<std::string> styled_transcript() const;

  struct Position {
    std::size_t row = 0;
    std::size_t column = 0;
    bool operator==(const Position&) const = default;
  };
  Position cursor() const { return cursor_; }

  /// Which entry of the transcript the cursor stands in; behind its end where nothing is written there.
  std::size_t cursor_line() const;

  /// Controls and sequences that libvterm does not know, bytes that are not UTF-8, styles beyond eight
  /// colours.
  std::size_t unknown() const { return unknown_; }
  std::size_t bells() const { return bells_; }

 private:
  struct Cell {
    std::string text = " ";  ///< Empty: covered by the cell before it.
    int colour = -1;         ///< 0 to 7; -1: none.
  };
  struct Row {
    std::vector<Cell> cells;
    bool continues = false;  ///< The row above was full: one line with it.
  };
  struct Callbacks;

  void put(const VTermGlyphInfo& glyph, const Position& at);
  void move_cursor(const Position& to);
  void move_cells(const VTermRect& to, const VTermRect& from);
  void erase(const VTermRect& rect);
  void scroll_away(std::size_t rows);
  void set_pen(VTermAttr attribute, const VTermValue& value);
  void mark_tab(const Position& from);
  bool row_is_full() const { return put_end_ >= columns_; }
  Row blank_row() const { return {std::vector<Cell>(columns_), false}; }
  std::vector<Row> lines() const;
  std::vector<Row> lines_to_cursor(Position& cursor) const;
  Position break_lines(const std::vector<Row>& lines, const Position& cursor);

  std::size_t columns_;
  std::size_t rows_;
  std::unique_ptr<VTerm, void (*)(VTerm*)> terminal_;
  std::vector<Row> scrolled_;
  std::vector<Row> screen_;
  Position cursor_;
  Position put_at_;          ///< The character that was put last,
  std::size_t put_end_ = 0;  ///< and the column behind it; 0: the cursor has moved away since.
  int colour_ = -1;
  std::size_t unknown_ = 0;
  std::size_t bells_ = 0;
};

/// A transcript as VtScreen would give it: blanks at the ends of lines and empty lines at the end taken off.
std::vector<std::string> canonical(std::vector<std::string> lines);

}  // namespace parley::sim::process
