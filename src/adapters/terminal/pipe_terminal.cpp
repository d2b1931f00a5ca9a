#include "adapters/terminal/pipe_terminal.hpp"

#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <utility>

namespace parley::adapters {
namespace {

/// A plain file or /dev/null never makes one wait, and cannot be watched.
bool is_always_readable(int fd) {
  struct stat status {};
  if (::fstat(fd, &status) != 0) return true;
  return S_ISREG(status.st_mode) || S_ISDIR(status.st_mode) || (S_ISCHR(status.st_mode) && ::isatty(fd) != 1);
}

}  // namespace

PipeTerminal::PipeTerminal(int input_fd, int output_fd, Colours colours, TerminalLoop loop)
    : input_fd_(input_fd), output_(output_fd), colours_(colours), loop_(std::move(loop)) {}

PipeTerminal::~PipeTerminal() {
  *alive_ = false;
  watch(false);
  set_echo(Echo::kVisible);
  end_prompt_row();
}

void PipeTerminal::print(Style style, std::string_view line) {
  end_prompt_row();
  write(coloured(colours_, style, line) + '\n');
}

void PipeTerminal::ask(const Question& question) {
  end_prompt_row();
  set_echo(echo_of(question.kind));  // first: whoever sees the prompt may type
  if (!question.prompt.empty()) {
    write(coloured(colours_, Style::kPrompt, question.prompt));
    row_open_ = true;
  }
  asking_ = true;
  schedule();
}

void PipeTerminal::interrupt() {
  if (handler_ != nullptr) handler_->on_interrupt();
}

void PipeTerminal::end_prompt_row() {
  if (std::exchange(row_open_, false)) write("\n");
}

void PipeTerminal::set_echo(Echo echo) {
  if (std::exchange(echo_, echo) == echo) return;
  termios mode{};
  if (::tcgetattr(input_fd_, &mode) != 0) return;  // no terminal: nothing echoes
  if (echo == Echo::kHidden) {
    mode.c_lflag &= ~static_cast<tcflag_t>(ECHO);
  } else {
    mode.c_lflag |= ECHO;
  }
  ::tcsetattr(input_fd_, TCSADRAIN, &mode);
}

void PipeTerminal::write(std::string_view text) {
  output_.write(text);
  output_.flush();
  if (output_.is_lost()) {
    at_end_ = true;
    schedule();
  }
}

void PipeTerminal::schedule() {
  if (std::exchange(scheduled_, true)) return;
  loop_.post([this, alive = alive_] {
    if (!*alive) return;
    scheduled_ = false;
    advance();
  });
}

void PipeTerminal::advance() {
  if (told_end_ || handler_ == nullptr || !(asking_ || at_end_)) return;
  if (const auto end = bytes_.find('\n'); end != std::string::npos && !output_.is_lost()) {
    std::string line = bytes_.substr(0, end);
    bytes_.erase(0, end + 1);
    return deliver(std::move(line));
  }
  if (!at_end_) {
    if (!is_always_readable(input_fd_)) return watch(true);
    read_more();
    return schedule();
  }
  if (asking_ && !bytes_.empty() && !output_.is_lost()) return deliver(std::exchange(bytes_, {}));
  end_input();
}

void PipeTerminal::read_more() {
  std::array<char, 4096> chunk{};
  const ssize_t count = ::read(input_fd_, chunk.data(), chunk.size());
  if (count < 0 && (errno == EINTR || errno == EAGAIN)) return;
  if (count <= 0) {
    at_end_ = true;
    return;
  }
  std::string_view fresh(chunk.data(), static_cast<std::size_t>(count));
  if (skipping_) {
    const auto end = fresh.find('\n');
    fresh.remove_prefix(end == std::string_view::npos ? fresh.size() : end);
    skipping_ = end == std::string_view::npos;
  }
  bytes_ += fresh;
  if (bytes_.size() > kMaxLineBytes && bytes_.find('\n') == std::string::npos) {
    bytes_.resize(kMaxLineBytes);
    skipping_ = true;
  }
}

void PipeTerminal::deliver(std::string line) {
  watch(false);
  if (line.ends_with('\r')) line.pop_back();
  if (line.size() > kMaxLineBytes) line.resize(kMaxLineBytes);
  asking_ = false;
  set_echo(Echo::kVisible);
  handler_->on_line(line);
}

void PipeTerminal::end_input() {
  watch(false);
  told_end_ = true;
  handler_->on_end_of_input();
}

void PipeTerminal::watch(bool wanted) {
  if (std::exchange(watched_, wanted) == wanted) return;
  if (!wanted) return loop_.unwatch(input_fd_);
  loop_.watch_readable(input_fd_, [this] {
    read_more();
    advance();
  });
}

}  // namespace parley::adapters
