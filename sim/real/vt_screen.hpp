#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace parley::sim::real {

/// A small terminal emulator: what an xterm would show, and what has scrolled off its top. It knows what
/// our programs and libedit send: text in UTF-8 with wide characters, CR, LF, BS, HT, the movements and
/// erasures of ECMA-48, the eight colours. Whatever else comes is counted in unknown().
class VtScreen {
 public:
  VtScreen(std::size_t columns, std::size_t rows);

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

  std::size_t unknown() const { return unknown_; }
  std::size_t bells() const { return bells_; }

 private:
  struct Cell {
    std::string text = " ";
    std::size_t width = 1;  ///< 0: covered by the cell before it.
    int colour = 0;         ///< SGR 30-37; 0: none.
  };
  struct Row {
    std::vector<Cell> cells;
    bool continues = false;  ///< The row above was full: one line with it.
  };
  enum class State : std::uint8_t { kText, kEscape, kSequence };

  void take(char byte);
  void control(char byte);
  void escape(char byte);
  void sequence(char final);
  void erase_or_insert(char final, std::size_t count);
  void put_byte(char byte);
  void put(std::string text, std::size_t width);
  void tab();
  void line_feed();
  void move_to(std::size_t row, std::size_t column);
  void erase_row(Row& row, std::size_t from, std::size_t to);
  void erase_screen(std::size_t how);
  void erase_line(std::size_t how);
  void select_colours();
  std::size_t parameter(std::size_t index, std::size_t unless) const;
  std::vector<Row> all_rows() const;
  std::vector<Row> lines_as_rows(std::size_t& cursor_line, std::size_t& cursor_offset) const;
  Row blank_row() const;
  Row& row() { return screen_[cursor_.row]; }

  std::size_t columns_;
  std::size_t rows_;
  std::vector<Row> scrolled_;
  std::vector<Row> screen_;
  Position cursor_;
  bool wrap_pending_ = false;  ///< The last column was written: the next character begins a row.
  int colour_ = 0;
  State state_ = State::kText;
  std::string parameters_;  ///< Of the sequence under way.
  std::string character_;   ///< UTF-8 bytes under way.
  std::size_t unknown_ = 0;
  std::size_t bells_ = 0;
};

/// A transcript as VtScreen would give it: blanks at the ends of lines and empty lines at the end taken off.
std::vector<std::string> canonical(std::vector<std::string> lines);

}  // namespace parley::sim::real
