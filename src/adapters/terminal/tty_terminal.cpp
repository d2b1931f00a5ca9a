#include "adapters/terminal/tty_terminal.hpp"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <utility>

#include "adapters/terminal/utf8.hpp"

namespace parley::adapters {
namespace {

constexpr char kInterruptKey = '\003';
constexpr char kSuspendKey = '\032';
constexpr char kQuitKey = '\034';
constexpr std::string_view kSignalKeys("\003\032\034", 3);

}  // namespace

TtyTerminal::TtyTerminal(const TerminalOptions& options, Colours colours, TerminalLoop loop)
    : input_fd_(options.input_fd),
      guard_(options.input_fd),
      output_(options.output_fd),
      editor_(options.input_fd, output_, options.terminal_name),
      colours_(colours),
      loop_(std::move(loop)) {
  guard_.note_mode();
  loop_.watch_readable(input_fd_, [this] { on_readable(); });
  loop_.watch_readable(guard_.signal_fd(), [this] { on_signal(); });
}

TtyTerminal::~TtyTerminal() {
  *alive_ = false;
  if (!lost_) loop_.unwatch(input_fd_);
  loop_.unwatch(guard_.signal_fd());
  if (editor_.is_open()) editor_.close();
}

void TtyTerminal::print(Style style, std::string_view line) {
  if (editor_.is_open()) editor_.hide();
  output_.write(coloured(colours_, style, line) + "\r\n");
  if (editor_.is_open()) editor_.show();
  output_.flush();
  if (output_.is_lost()) lose_terminal();
}

/// libedit keeps the last sequence of a prompt to itself unless a character follows it, so the colour
/// ends before the last one: a blank, in every prompt that there is.
std::string TtyTerminal::prompt_text(std::string_view prompt) const {
  if (colours_ == Colours::kOff || prompt.size() < 2 || !prompt.ends_with(' ')) return std::string(prompt);
  const auto mark = [](std::string_view sequence) {
    return LineEditor::kInvisible + std::string(sequence) + LineEditor::kInvisible;
  };
  return mark(colour_on(Style::kPrompt)) + std::string(prompt.substr(0, prompt.size() - 1)) +
         mark(colour_off(Style::kPrompt)) + " ";
}

void TtyTerminal::ask(const Question& question) {
  const Echo echo = echo_of(question.kind);
  if (!editor_.is_open()) {
    editor_.open(prompt_text(question.prompt));
  } else {
    editor_.hide();
    editor_.set_prompt(prompt_text(question.prompt));
    if (echo != echo_ && echo == Echo::kHidden) {
      hidden_ = from_utf8(editor_.text());
      editor_.set_text("");
    } else if (echo != echo_) {
      editor_.set_text(to_utf8(std::exchange(hidden_, {})));
    }
    editor_.show();
  }
  echo_ = echo;
  schedule();
}

void TtyTerminal::interrupt() {
  if (handler_ != nullptr) handler_->on_interrupt();
}

void TtyTerminal::on_readable() {
  std::array<char, 4096> chunk{};
  const ssize_t count = ::read(input_fd_, chunk.data(), chunk.size());
  if (count < 0 && (errno == EINTR || errno == EAGAIN)) return;
  if (count <= 0) return lose_terminal();
  std::string_view bytes(chunk.data(), static_cast<std::size_t>(count));
  if (!take_signal_keys(bytes)) return;
  keys_.feed(bytes);
  advance();
}

/// Carries out the keys that act at once, and leaves of `bytes` what comes after them: as a terminal does
/// by itself, they clear what was typed ahead. False where this terminal is gone.
bool TtyTerminal::take_signal_keys(std::string_view& bytes) {
  const auto alive = alive_;
  for (auto at = bytes.find_first_of(kSignalKeys); at != bytes.npos; at = bytes.find_first_of(kSignalKeys)) {
    const char key = bytes[at];
    bytes.remove_prefix(at + 1);
    keys_.clear();
    if (key == kInterruptKey) interrupt();
    if (!*alive) return false;
    if (key == kSuspendKey) suspend();
    if (key == kQuitKey) guard_.quit();
  }
  return true;
}

void TtyTerminal::suspend() {
  if (editor_.is_open()) editor_.hide();
  output_.flush();
  guard_.suspend();
  if (editor_.is_open()) editor_.show();
}

void TtyTerminal::on_signal() {
  const auto signals = guard_.take_signals();
  if (signals.resized) editor_.follow_size();
  if (!signals.continued) return;
  guard_.resume();
  editor_.redraw();
}

void TtyTerminal::schedule() {
  if (std::exchange(scheduled_, true)) return;
  loop_.post([this, alive = alive_] {
    if (!*alive) return;
    scheduled_ = false;
    advance();
  });
}

/// Lets keys through until a line is whole; a line that stands behind it has its own turn.
void TtyTerminal::advance() {
  if (lost_) return end_input();
  while (editor_.is_open() && handler_ != nullptr && !ended_) {
    const auto key = keys_.next();
    if (!key) break;
    if (key->action == KeyAction::kEnter) return deliver();
    if (key->action == KeyAction::kEnd && line_is_empty()) return end_input();
    press(*key);
  }
}

void TtyTerminal::press(const Key& key) {
  if (echo_ == Echo::kHidden) return press_hidden(key);
  editor_.press(key);
}

void TtyTerminal::press_hidden(const Key& key) {
  if (key.action == KeyAction::kInsert && hidden_.size() < LineEditor::kMaxCharacters) {
    hidden_ += key.character;
  } else if (key.action == KeyAction::kBackspace && !hidden_.empty()) {
    hidden_.pop_back();
  } else if (key.action == KeyAction::kDeleteLine) {
    hidden_.clear();
  }
}

bool TtyTerminal::line_is_empty() const {
  return echo_ == Echo::kHidden ? hidden_.empty() : editor_.text().empty();
}

void TtyTerminal::deliver() {
  const bool hidden = echo_ == Echo::kHidden;
  const std::string line = hidden ? to_utf8(std::exchange(hidden_, {})) : editor_.text();
  editor_.close();
  output_.flush();
  if (!hidden && !line.empty()) editor_.remember(line);
  handler_->on_line(line);
}

void TtyTerminal::lose_terminal() {
  if (std::exchange(lost_, true)) return;
  loop_.unwatch(input_fd_);
  schedule();
}

void TtyTerminal::end_input() {
  if (ended_ || handler_ == nullptr) return;
  ended_ = true;
  if (editor_.is_open()) editor_.close();
  output_.flush();
  handler_->on_end_of_input();
}

}  // namespace parley::adapters
