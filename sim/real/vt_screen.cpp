#include "sim/real/vt_screen.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

#include "sim/real/vt_text.hpp"

namespace parley::sim::real {
namespace {

constexpr std::size_t kTabStop = 8;
constexpr std::size_t kMostParameters = 64;

}  // namespace

VtScreen::VtScreen(std::size_t columns, std::size_t rows) : columns_(columns), rows_(rows) {
  screen_.assign(rows_, blank_row());
}

VtScreen::Row VtScreen::blank_row() const { return {std::vector<Cell>(columns_), false}; }

void VtScreen::feed(std::string_view bytes) {
  for (const char byte : bytes) take(byte);
}

void VtScreen::take(char byte) {
  switch (state_) {
    case State::kText:
      return static_cast<unsigned char>(byte) < 0x20 || byte == '\177' ? control(byte) : put_byte(byte);
    case State::kEscape:
      return escape(byte);
    case State::kSequence:
      if (byte >= 0x40 && byte <= 0x7e) {
        state_ = State::kText;
        return sequence(byte);
      }
      if (parameters_.size() < kMostParameters) parameters_ += byte;
  }
}

void VtScreen::control(char byte) {
  character_.clear();
  switch (byte) {
    case '\033':
      state_ = State::kEscape;
      return;
    case '\r':
      return move_to(cursor_.row, 0);
    case '\n':
      return line_feed();
    case '\b':
      return move_to(cursor_.row, cursor_.column - std::min<std::size_t>(cursor_.column, 1));
    case '\t':
      return tab();
    case '\a':
      ++bells_;
      return;
    default:
      ++unknown_;
  }
}

void VtScreen::escape(char byte) {
  state_ = byte == '[' ? State::kSequence : State::kText;
  parameters_.clear();
  if (byte != '[') ++unknown_;
}

std::size_t VtScreen::parameter(std::size_t index, std::size_t unless) const {
  std::string_view rest = parameters_;
  for (; index > 0; --index) {
    const auto next = rest.find(';');
    if (next == std::string_view::npos) return unless;
    rest.remove_prefix(next + 1);
  }
  std::size_t value = unless;
  std::from_chars(rest.data(), rest.data() + rest.size(), value);
  return value;
}

void VtScreen::sequence(char final) {
  const std::size_t count = std::max<std::size_t>(1, parameter(0, 1));
  switch (final) {
    case 'A':
      return move_to(cursor_.row - std::min(cursor_.row, count), cursor_.column);
    case 'B':
      return move_to(cursor_.row + count, cursor_.column);
    case 'C':
      return move_to(cursor_.row, cursor_.column + count);
    case 'D':
      return move_to(cursor_.row, cursor_.column - std::min(cursor_.column, count));
    case 'G':
      return move_to(cursor_.row, count - 1);
    case 'H':
      return move_to(count - 1, std::max<std::size_t>(1, parameter(1, 1)) - 1);
    case 'J':
      return erase_screen(parameter(0, 0));
    case 'K':
      return erase_line(parameter(0, 0));
    case 'm':
      return select_colours();
    case 'h':
    case 'l':
      return;  // modes: none changes what is shown here
    default:
      return erase_or_insert(final, count);
  }
}

void VtScreen::erase_or_insert(char final, std::size_t count) {
  auto& cells = row().cells;
  const auto at = cells.begin() + static_cast<std::ptrdiff_t>(cursor_.column);
  const std::size_t fitting = std::min(count, columns_ - cursor_.column);
  switch (final) {
    case 'P':
      cells.erase(at, at + static_cast<std::ptrdiff_t>(fitting));
      break;
    case '@':
      cells.insert(at, fitting, Cell());
      break;
    case 'X':
      erase_row(row(), cursor_.column, cursor_.column + fitting);
      break;
    default:
      ++unknown_;
  }
  cells.resize(columns_);
}

void VtScreen::put_byte(char byte) {
  character_ += byte;
  const int width = utf8_width(character_);
  if (width == kCut) return;
  if (width == kInvalid) {
    ++unknown_;
    character_.clear();
    return;
  }
  put(std::exchange(character_, {}), static_cast<std::size_t>(width));
}

void VtScreen::put(std::string text, std::size_t width) {
  if (width == 0) {  // joins the character before it
    std::size_t before = cursor_.column - (wrap_pending_ || cursor_.column == 0 ? 0 : 1);
    while (before > 0 && row().cells[before].width == 0) --before;
    row().cells[before].text += text;
    return;
  }
  if (wrap_pending_ || cursor_.column + width > columns_) {
    // The room that a wide character left is no blank that anyone wrote.
    if (!wrap_pending_) row().cells[cursor_.column].text.clear();
    cursor_.column = 0;
    line_feed();
    row().continues = true;
  }
  row().cells[cursor_.column] = {std::move(text), width, colour_};
  for (std::size_t i = 1; i < width; ++i) row().cells[cursor_.column + i] = {"", 0, colour_};
  cursor_.column += width;
  wrap_pending_ = cursor_.column == columns_;
  if (wrap_pending_) cursor_.column = columns_ - 1;
}

void VtScreen::tab() {
  const std::size_t stop = std::min((cursor_.column / kTabStop + 1) * kTabStop, columns_ - 1);
  if (stop > cursor_.column && row().cells[cursor_.column].text == " ") {
    row().cells[cursor_.column] = {"\t", stop - cursor_.column, 0};
    for (auto i = cursor_.column + 1; i < stop; ++i) row().cells[i] = {"", 0, 0};
  }
  move_to(cursor_.row, stop);
}

void VtScreen::line_feed() {
  wrap_pending_ = false;
  if (cursor_.row + 1 < rows_) {
    ++cursor_.row;
    return;
  }
  scrolled_.push_back(std::move(screen_.front()));
  screen_.erase(screen_.begin());
  screen_.push_back(blank_row());
}

void VtScreen::move_to(std::size_t row, std::size_t column) {
  wrap_pending_ = false;
  cursor_ = {std::min(row, rows_ - 1), std::min(column, columns_ - 1)};
}

void VtScreen::erase_row(Row& row, std::size_t from, std::size_t to) {
  std::fill(row.cells.begin() + static_cast<std::ptrdiff_t>(from),
            row.cells.begin() + static_cast<std::ptrdiff_t>(to), Cell());
  if (from == 0) row.continues = false;
}

void VtScreen::erase_screen(std::size_t how) {
  if (how == 0) {
    erase_line(0);
    for (auto below = cursor_.row + 1; below < rows_; ++below) erase_row(screen_[below], 0, columns_);
  } else if (how == 2) {
    for (auto& each : screen_) erase_row(each, 0, columns_);
  } else {
    ++unknown_;
  }
}

void VtScreen::erase_line(std::size_t how) {
  wrap_pending_ = false;
  if (how == 0) return erase_row(row(), cursor_.column, columns_);
  if (how == 1) return erase_row(row(), 0, cursor_.column + 1);
  erase_row(row(), 0, columns_);
}

void VtScreen::select_colours() {
  for (std::size_t i = 0; i == 0 || parameter(i, 999) != 999; ++i) {
    const std::size_t code = parameter(i, 0);
    if (code == 0 || code == 39) {
      colour_ = 0;
    } else if (code >= 30 && code <= 37) {
      colour_ = static_cast<int>(code);
    } else {
      ++unknown_;
    }
  }
}

std::vector<VtScreen::Row> VtScreen::all_rows() const {
  std::vector<Row> rows = scrolled_;
  rows.insert(rows.end(), screen_.begin(), screen_.end());
  return rows;
}

std::vector<std::string> VtScreen::transcript() const {
  std::vector<std::string> lines;
  for (const auto& each : all_rows()) {
    if (!each.continues || lines.empty()) lines.emplace_back();
    for (const auto& cell : each.cells) lines.back() += cell.text;
  }
  return canonical(std::move(lines));
}

std::size_t VtScreen::cursor_line() const {
  std::size_t line = 0;
  const auto begins = [](const Row& each) { return !each.continues; };
  line += static_cast<std::size_t>(std::count_if(scrolled_.begin(), scrolled_.end(), begins));
  const auto below = screen_.begin() + static_cast<std::ptrdiff_t>(cursor_.row) + 1;
  line += static_cast<std::size_t>(std::count_if(screen_.begin(), below, begins));
  return line - std::min<std::size_t>(line, 1);
}

std::vector<std::string> VtScreen::styled_transcript() const {
  std::vector<StyledText> lines;
  for (const auto& each : all_rows()) {
    if (!each.continues || lines.empty()) lines.emplace_back();
    for (const auto& cell : each.cells) lines.back().push_back({cell.text, cell.colour});
  }
  std::vector<std::string> tagged;
  tagged.reserve(lines.size());
  for (const auto& line : lines) tagged.push_back(with_tags(line));
  return canonical(std::move(tagged));
}

/// The rows as one row a line, and where in them the cursor is.
std::vector<VtScreen::Row> VtScreen::lines_as_rows(std::size_t& cursor_line,
                                                   std::size_t& cursor_offset) const {
  std::vector<Row> lines;
  const auto rows = all_rows();
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (!rows[i].continues || lines.empty()) lines.emplace_back();
    auto& cells = lines.back().cells;
    if (i == scrolled_.size() + cursor_.row) {
      cursor_line = lines.size() - 1;
      cursor_offset = cells.size() + cursor_.column + (wrap_pending_ ? 1 : 0);
    }
    cells.insert(cells.end(), rows[i].cells.begin(), rows[i].cells.end());
  }
  for (auto& line : lines) {
    while (!line.cells.empty() && line.cells.back().text == " ") line.cells.pop_back();
  }
  lines.resize(std::max(cursor_line + 1, lines.size()));
  while (lines.size() > cursor_line + 1 && lines.back().cells.empty()) lines.pop_back();
  return lines;
}

void VtScreen::resize(std::size_t columns, std::size_t rows) {
  std::size_t cursor_line = 0;
  std::size_t cursor_offset = 0;
  const auto lines = lines_as_rows(cursor_line, cursor_offset);
  columns_ = columns;
  rows_ = rows;
  std::vector<Row> broken;
  Position position;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const auto& cells = lines[i].cells;
    if (i == cursor_line) position = {broken.size() + cursor_offset / columns, cursor_offset % columns};
    std::size_t at = 0;
    do {
      Row next = blank_row();
      next.continues = at > 0;
      const std::size_t count = std::min(columns, cells.size() - at);
      std::copy_n(cells.begin() + static_cast<std::ptrdiff_t>(at), count, next.cells.begin());
      broken.push_back(std::move(next));
      at += count;
    } while (at < cells.size());
    while (i == cursor_line && broken.size() <= position.row) broken.push_back(blank_row());
  }
  const std::size_t off = broken.size() > rows ? broken.size() - rows : 0;
  scrolled_.assign(broken.begin(), broken.begin() + static_cast<std::ptrdiff_t>(off));
  screen_.assign(broken.begin() + static_cast<std::ptrdiff_t>(off), broken.end());
  screen_.resize(rows, blank_row());
  wrap_pending_ = false;
  cursor_ = {position.row - std::min(position.row, off), position.column};
}

}  // namespace parley::sim::real
