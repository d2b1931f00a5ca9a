#include "sim/process/vt_screen.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace parley::sim::process {
namespace {

constexpr std::uint32_t kReplacementCharacter = 0xfffd;  ///< Which libvterm puts for what is not UTF-8.

std::string to_utf8(std::uint32_t code) {
  const auto tail = [code](unsigned shift) { return static_cast<char>(0x80 | ((code >> shift) & 0x3f)); };
  if (code < 0x80) return {static_cast<char>(code)};
  if (code < 0x800) return {static_cast<char>(0xc0 | (code >> 6)), tail(0)};
  if (code < 0x10000) return {static_cast<char>(0xe0 | (code >> 12)), tail(6), tail(0)};
  return {static_cast<char>(0xf0 | (code >> 18)), tail(12), tail(6), tail(0)};
}

std::string_view colour_name(int colour) {
  constexpr std::array<std::string_view, 8> kNames = {"black", "red",     "green", "yellow",
                                                      "blue",  "magenta", "cyan",  "white"};
  return kNames[static_cast<std::size_t>(colour)];
}

bool is_default(const VTermColor& colour) {
  return VTERM_COLOR_IS_DEFAULT_FG(&colour) || VTERM_COLOR_IS_DEFAULT_BG(&colour);
}

}  // namespace

/// What libvterm calls; `user` is the screen. Each gives 1: it is done.
struct VtScreen::Callbacks {
  static VtScreen& screen(void* user) { return *static_cast<VtScreen*>(user); }
  static Position position(const VTermPos& at) {
    return {static_cast<std::size_t>(at.row), static_cast<std::size_t>(at.col)};
  }

  static int put(VTermGlyphInfo* glyph, VTermPos at, void* user) {
    screen(user).put(*glyph, position(at));
    return 1;
  }
  static int move_cursor(VTermPos to, VTermPos /*from*/, int /*visible*/, void* user) {
    screen(user).move_cursor(position(to));
    return 1;
  }
  /// Only what leaves the screen at its top; libvterm makes the other cases of move_cells() and erase().
  static int scroll(VTermRect rect, int down, int right, void* user) {
    VtScreen& self = screen(user);
    const bool whole = rect.start_row == 0 && rect.start_col == 0 &&
                       rect.end_row == static_cast<int>(self.rows_) &&
                       rect.end_col == static_cast<int>(self.columns_);
    if (!whole || down <= 0 || right != 0) return 0;
    self.scroll_away(static_cast<std::size_t>(down));
    return 1;
  }
  static int move_cells(VTermRect to, VTermRect from, void* user) {
    screen(user).move_cells(to, from);
    return 1;
  }
  static int erase(VTermRect rect, int /*selective*/, void* user) {
    screen(user).erase(rect);
    return 1;
  }
  static int set_pen(VTermAttr attribute, VTermValue* value, void* user) {
    screen(user).set_pen(attribute, *value);
    return 1;
  }
  static int bell(void* user) {
    ++screen(user).bells_;
    return 1;
  }
  static int unknown(void* user) {
    ++screen(user).unknown_;
    return 1;
  }

  static const VTermStateCallbacks* state() {
    static const VTermStateCallbacks callbacks = [] {
      VTermStateCallbacks all{};
      all.putglyph = put;
      all.movecursor = move_cursor;
      all.scrollrect = scroll;
      all.moverect = move_cells;
      all.erase = erase;
      all.setpenattr = set_pen;
      all.bell = bell;
      return all;
    }();
    return &callbacks;
  }
  static const VTermParserCallbacks* fallbacks() {
    static const VTermParserCallbacks callbacks = [] {
      VTermParserCallbacks all{};
      all.control = [](unsigned char, void* user) { return unknown(user); };
      all.csi = [](const char*, const long*, int, const char*, char, void* user) { return unknown(user); };
      all.osc = [](const char*, size_t, void* user) { return unknown(user); };
      all.dcs = [](const char*, size_t, void* user) { return unknown(user); };
      return all;
    }();
    return &callbacks;
  }
};

VtScreen::VtScreen(std::size_t columns, std::size_t rows)
    : columns_(columns),
      rows_(rows),
      terminal_(vterm_new(static_cast<int>(rows), static_cast<int>(columns)), vterm_free),
      screen_(rows, blank_row()) {
  vterm_set_utf8(terminal_.get(), 1);
  VTermState* state = vterm_obtain_state(terminal_.get());
  vterm_state_set_callbacks(state, Callbacks::state(), this);
  vterm_state_set_unrecognised_fallbacks(state, Callbacks::fallbacks(), this);
  vterm_state_reset(state, 1);
}

void VtScreen::feed(std::string_view bytes) {
  while (!bytes.empty()) {
    const bool is_tab = bytes.front() == '\t';
    const auto piece = bytes.substr(0, is_tab ? 1 : bytes.find('\t'));
    const Position before = cursor_;
    vterm_input_write(terminal_.get(), piece.data(), piece.size());
    if (is_tab) mark_tab(before);
    bytes.remove_prefix(piece.size());
  }
}

void VtScreen::put(const VTermGlyphInfo& glyph, const Position& at) {
  const auto width = static_cast<std::size_t>(glyph.width);
  const bool again = at == put_at_ && put_end_ != 0;  // With a character that combines.
  if (at.column == 0 && at.row > 0 && !again && put_end_ != 0 && put_end_ + width > columns_) {
    // The room that a wide character left is not a blank that anyone wrote.
    for (auto i = put_end_; i < columns_; ++i) screen_[at.row - 1].cells[i].text.clear();
    screen_[at.row].continues = true;
  }
  std::string text;
  for (const std::uint32_t* code = glyph.chars; *code != 0; ++code) text += to_utf8(*code);
  if (glyph.chars[0] == kReplacementCharacter) ++unknown_;
  auto& cells = screen_[at.row].cells;
  cells[at.column] = {std::move(text), colour_};
  for (std::size_t i = 1; i < width; ++i) cells[at.column + i] = {"", colour_};
  put_at_ = at;
  put_end_ = at.column + width;
}

/// Told after text too: then the cursor is behind it, or still on it where the row is full.
void VtScreen::move_cursor(const Position& to) {
  const bool behind_text =
      to.row == put_at_.row && (to.column == put_end_ || (row_is_full() && to == put_at_));
  cursor_ = to;
  if (!behind_text) put_end_ = 0;
}

void VtScreen::mark_tab(const Position& from) {
  if (cursor_.row != from.row || cursor_.column <= from.column) return;
  auto& cells = screen_[from.row].cells;
  if (cells[from.column].text != " ") return;
  cells[from.column] = {"\t", -1};
  for (auto i = from.column + 1; i < cursor_.column; ++i) cells[i] = {"", -1};
}

void VtScreen::move_cells(const VTermRect& to, const VTermRect& from) {
  const std::vector<Row> before(screen_.begin() + from.start_row, screen_.begin() + from.end_row);
  for (int row = 0; row < to.end_row - to.start_row; ++row) {
    const Row& source = before[static_cast<std::size_t>(row)];
    Row& target = screen_[static_cast<std::size_t>(to.start_row + row)];
    std::copy(source.cells.begin() + from.start_col, source.cells.begin() + from.end_col,
              target.cells.begin() + to.start_col);
    if (to.start_row != from.start_row) target.continues = source.continues;
  }
}

void VtScreen::erase(const VTermRect& rect) {
  for (int row = rect.start_row; row < rect.end_row; ++row) {
    Row& erased = screen_[static_cast<std::size_t>(row)];
    std::fill(erased.cells.begin() + rect.start_col, erased.cells.begin() + rect.end_col, Cell());
    if (rect.start_col == 0) erased.continues = false;
  }
}

void VtScreen::scroll_away(std::size_t rows) {
  for (std::size_t i = 0; i < rows; ++i) {
    scrolled_.push_back(std::move(screen_.front()));
    screen_.erase(screen_.begin());
    screen_.push_back(blank_row());
  }
}

void VtScreen::set_pen(VTermAttr attribute, const VTermValue& value) {
  switch (vterm_get_attr_type(attribute)) {
    case VTERM_VALUETYPE_BOOL:
      unknown_ += value.boolean != 0 ? 1 : 0;
      return;
    case VTERM_VALUETYPE_INT:
      unknown_ += value.number != 0 ? 1 : 0;
      return;
    default:
      break;
  }
  const bool known = attribute == VTERM_ATTR_FOREGROUND && VTERM_COLOR_IS_INDEXED(&value.color) &&
                     value.color.indexed.idx < 8;
  const bool plain = is_default(value.color);
  if (!known && !plain) ++unknown_;
  if (attribute == VTERM_ATTR_FOREGROUND) colour_ = known && !plain ? value.color.indexed.idx : -1;
}

/// One row a printed line.
std::vector<VtScreen::Row> VtScreen::lines() const {
  std::vector<Row> lines;
  for (const auto* rows : {&scrolled_, &screen_}) {
    for (const Row& row : *rows) {
      if (!row.continues || lines.empty()) lines.emplace_back();
      auto& cells = lines.back().cells;
      cells.insert(cells.end(), row.cells.begin(), row.cells.end());
    }
  }
  return lines;
}

std::vector<std::string> VtScreen::transcript() const {
  std::vector<std::string> texts;
  for (const Row& line : lines()) {
    texts.emplace_back();
    for (const Cell& cell : line.cells) texts.back() += cell.text;
  }
  return canonical(std::move(texts));
}

std::vector<std::string> VtScreen::styled_transcript() const {
  std::vector<std::string> texts;
  for (Row& line : lines()) {
    while (!line.cells.empty() && (line.cells.back().text == " " || line.cells.back().text.empty()))
      line.cells.pop_back();
    std::string& text = texts.emplace_back();
    int colour = -1;
    line.cells.push_back({"", -1});
    for (const Cell& cell : line.cells) {
      if (cell.colour != colour && colour >= 0) text += "</>";
      if (cell.colour != colour && cell.colour >= 0)
        text += "<" + std::string(colour_name(cell.colour)) + ">";
      colour = cell.colour;
      text += cell.text;
    }
  }
  return canonical(std::move(texts));
}

std::size_t VtScreen::cursor_line() const {
  const auto begins = [](const Row& row) { return !row.continues; };
  const auto below = screen_.begin() + static_cast<std::ptrdiff_t>(cursor_.row) + 1;
  const auto line = std::count_if(scrolled_.begin(), scrolled_.end(), begins) +
                    std::count_if(screen_.begin(), below, begins);
  return static_cast<std::size_t>(std::max<std::ptrdiff_t>(line - 1, 0));
}

/// The lines down to the cursor's at least, without blanks at their ends, and which line and which cell of it
/// the cursor is at.
std::vector<VtScreen::Row> VtScreen::lines_to_cursor(Position& cursor) const {
  std::vector<Row> all = lines();
  std::size_t first = cursor_.row;  // The row in which the cursor's line begins.
  while (first > 0 && screen_[first].continues) --first;
  cursor = {cursor_line(), (cursor_.row - first) * columns_ + (row_is_full() ? columns_ : cursor_.column)};
  for (Row& line : all) {
    while (!line.cells.empty() && line.cells.back().text == " ") line.cells.pop_back();
  }
  while (all.size() > cursor.row + 1 && all.back().cells.empty()) all.pop_back();
  return all;
}

void VtScreen::resize(std::size_t columns, std::size_t rows) {
  Position cursor;
  const auto lines = lines_to_cursor(cursor);
  columns_ = columns;
  rows_ = rows;
  const Position place = break_lines(lines, cursor);
  vterm_set_size(terminal_.get(), static_cast<int>(rows), static_cast<int>(columns));
  const std::string go =
      "\033[" + std::to_string(place.row + 1) + ";" + std::to_string(place.column + 1) + "H";
  vterm_input_write(terminal_.get(), go.data(), go.size());
}

/// Fills the screen of the present size; where the cursor comes to be.
VtScreen::Position VtScreen::break_lines(const std::vector<Row>& lines, const Position& cursor) {
  std::vector<Row> broken;
  Position place;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const auto& cells = lines[i].cells;
    if (i == cursor.row) place = {broken.size() + cursor.column / columns_, cursor.column % columns_};
    std::size_t at = 0;
    do {
      Row& next = broken.emplace_back(blank_row());
      next.continues = at > 0;
      const std::size_t count = std::min(columns_, cells.size() - at);
      std::copy_n(cells.begin() + static_cast<std::ptrdiff_t>(at), count, next.cells.begin());
      at += count;
    } while (at < cells.size());
    while (i == cursor.row && broken.size() <= place.row) broken.push_back(blank_row());
  }
  const std::size_t off = broken.size() > rows_ ? broken.size() - rows_ : 0;
  scrolled_.assign(broken.begin(), broken.begin() + static_cast<std::ptrdiff_t>(off));
  screen_.assign(broken.begin() + static_cast<std::ptrdiff_t>(off), broken.end());
  screen_.resize(rows_, blank_row());
  put_end_ = 0;
  return {place.row - std::min(place.row, off), place.column};
}

std::vector<std::string> canonical(std::vector<std::string> lines) {
  for (auto& line : lines) line.erase(line.find_last_not_of(' ') + 1);
  while (!lines.empty() && lines.back().empty()) lines.pop_back();
  return lines;
}

}  // namespace parley::sim::process
