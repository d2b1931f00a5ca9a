#include "adapters/terminal/line_editor.hpp"

#include <fcntl.h>
#include <sys/ioctl.h>

#include <algorithm>
#include <array>

#include "adapters/terminal/utf8.hpp"
#include "base/check.hpp"

namespace parley::adapters {
namespace {

constexpr int kHistoryLines = 500;
constexpr int kUsualColumns = 80;

/// The control characters that stand for the actions in libedit's Emacs keys, and some of our own for
/// those that have none: the keyboard's own never come here, they were made into Keys.
struct Command {
  KeyAction action;
  wchar_t key;
  const char* name;  ///< Of the libedit command bound to the key.
};

constexpr std::array<Command, 19> kCommands = {{
    {KeyAction::kEnter, 0x0a, "ed-newline"},
    {KeyAction::kEnd, 0x04, "ed-delete-next-char"},
    {KeyAction::kDelete, 0x04, "ed-delete-next-char"},
    {KeyAction::kLeft, 0x02, "ed-prev-char"},
    {KeyAction::kRight, 0x06, "ed-next-char"},
    {KeyAction::kWordLeft, 0x11, "ed-prev-word"},
    {KeyAction::kWordRight, 0x12, "em-next-word"},
    {KeyAction::kLineStart, 0x01, "ed-move-to-beg"},
    {KeyAction::kLineEnd, 0x05, "ed-move-to-end"},
    {KeyAction::kEarlier, 0x10, "ed-prev-history"},
    {KeyAction::kLater, 0x0e, "ed-next-history"},
    {KeyAction::kBackspace, 0x08, "ed-delete-prev-char"},
    {KeyAction::kDeleteWordLeft, 0x17, "ed-delete-prev-word"},
    {KeyAction::kDeleteWordRight, 0x13, "em-delete-next-word"},
    {KeyAction::kDeleteToEnd, 0x0b, "ed-kill-line"},
    {KeyAction::kDeleteLine, 0x15, "em-kill-line"},
    {KeyAction::kPaste, 0x19, "em-yank"},
    {KeyAction::kSwap, 0x14, "ed-transpose-chars"},
    {KeyAction::kClearScreen, 0x0c, "ed-clear-screen"},
}};

/// In libedit's notation: ^A for 1 and so on.
std::string notation(wchar_t key) { return {'^', static_cast<char>(key + 0x40)}; }

/// What of a prompt takes room.
std::wstring visible_part(std::string_view prompt) {
  std::string visible;
  bool shown = true;
  for (const char c : prompt) {
    if (c == LineEditor::kInvisible) {
      shown = !shown;
    } else if (shown) {
      visible += c;
    }
  }
  return from_utf8(visible);
}

std::size_t length(const LineInfoW& line) { return static_cast<std::size_t>(line.lastchar - line.buffer); }

}  // namespace

LineEditor::LineEditor(int input_fd, TextOutput& output, const std::string& terminal_name)
    : input_fd_(input_fd),
      output_(output),
      input_(::fdopen(::fcntl(input_fd, F_DUPFD_CLOEXEC, 0), "r")),
      errors_(std::fopen("/dev/null", "we")),
      history_(history_init()),
      editor_(el_init_fd("parley", input_.get(), output.file(), errors_.get(), input_fd,
                         ::fileno(output.file()), ::fileno(errors_.get()))) {
  PARLEY_CHECK(editor_ != nullptr && history_ != nullptr);
  set_up(terminal_name);
  set_modes();
}

void LineEditor::set_up(const std::string& terminal_name) {
  EditLine* editor = editor_.get();
  el_set(editor, EL_CLIENTDATA, this);
  el_set(editor, EL_TERMINAL, terminal_name.c_str());
  el_set(editor, EL_EDITOR, "emacs");
  el_set(editor, EL_PROMPT_ESC, &LineEditor::give_prompt, kInvisible);
  el_wset(editor, EL_GETCFN, &LineEditor::give_key);
  el_set(editor, EL_SIGNAL, 0);
  for (const auto& [action, key, name] : kCommands) {
    el_set(editor, EL_BIND, notation(key).c_str(), name, nullptr);
  }
  HistEvent event{};
  history(history_.get(), &event, H_SETSIZE, kHistoryLines);
  history(history_.get(), &event, H_SETUNIQUE, 1);
  el_set(editor, EL_HIST, history, history_.get());
}

void LineEditor::set_modes() {
  // Neither between lines nor on them does the terminal itself echo, wait for a line's end or make
  // signals of keys. Both modes being the same, a switch between them cannot lose or echo a key.
  for (const char* mode : {"-x", "-d"}) {
    el_set(editor_.get(), EL_SETTY, mode, "-icanon", "-echo", "-isig", "-iexten", "-ixon", nullptr);
  }
  el_set(editor_.get(), EL_PREP_TERM, 1);
}

LineEditor::~LineEditor() = default;

LineEditor& LineEditor::self(EditLine* editor) {
  void* data = nullptr;
  el_get(editor, EL_CLIENTDATA, &data);
  return *static_cast<LineEditor*>(data);
}

char* LineEditor::give_prompt(EditLine* editor) { return self(editor).prompt_.data(); }

int LineEditor::give_key(EditLine* editor, wchar_t* key) {
  auto& keys = self(editor).keys_;
  if (keys.empty()) return 0;
  *key = keys.front();
  keys.pop_front();
  return 1;
}

void LineEditor::open(std::string_view prompt) {
  set_prompt(prompt);
  open_ = true;
  drawn_columns_ = columns();
  el_set(editor_.get(), EL_UNBUFFERED, 1);
}

void LineEditor::close() {
  follow_size();
  feed(L'\n');
  el_set(editor_.get(), EL_UNBUFFERED, 0);
  open_ = false;
}

void LineEditor::press(const Key& key) {
  follow_size();
  if (key.action == KeyAction::kInsert) {
    if (length(*el_wline(editor_.get())) < kMaxCharacters) feed(key.character);
    return;
  }
  const auto* command = std::find_if(kCommands.begin(), kCommands.end(),
                                     [&](const Command& each) { return each.action == key.action; });
  PARLEY_CHECK(command != kCommands.end() && key.action != KeyAction::kEnter);
  feed(command->key);
}

void LineEditor::feed(wchar_t key) {
  keys_.push_back(key);
  int count = 0;
  while (!keys_.empty()) {
    const std::size_t waiting = keys_.size();
    el_wgets(editor_.get(), &count);
    if (keys_.size() == waiting) keys_.clear();  // It takes none of a terminal that was closed.
  }
}

std::string LineEditor::text() const {
  const LineInfoW* line = el_wline(editor_.get());
  return to_utf8({line->buffer, length(*line)});
}

void LineEditor::remember(const std::string& line) {
  HistEvent event{};
  history(history_.get(), &event, H_ENTER, line.c_str());
}

void LineEditor::set_prompt(std::string_view prompt) {
  prompt_ = prompt;
  visible_prompt_ = visible_part(prompt);
}

void LineEditor::set_text(std::string_view text) {
  const std::wstring fresh = from_utf8(text).substr(0, kMaxCharacters);
  el_deletestr1(editor_.get(), 0, static_cast<int>(length(*el_wline(editor_.get()))));
  el_winsertstr(editor_.get(), fresh.c_str());
}

void LineEditor::hide() {
  const LineInfoW* line = el_wline(editor_.get());
  const std::wstring before =
      visible_prompt_ + std::wstring(line->buffer, static_cast<std::size_t>(line->cursor - line->buffer));
  const int row = position_after(before, columns()).row;
  if (row > 0) output_.write("\033[" + std::to_string(row) + "A");
  output_.write("\r\033[J");
}

void LineEditor::show() {
  drawn_columns_ = columns();
  el_resize(editor_.get());
  el_set(editor_.get(), EL_REFRESH);
  output_.flush();
}

void LineEditor::redraw() {
  if (!open_) return;
  hide();
  show();
}

void LineEditor::follow_size() {
  if (columns() != drawn_columns_) redraw();
}

int LineEditor::columns() const {
  winsize size{};
  const bool known = ::ioctl(input_fd_, TIOCGWINSZ, &size) == 0 && size.ws_col > 1;
  return known ? size.ws_col : kUsualColumns;
}

}  // namespace parley::adapters
