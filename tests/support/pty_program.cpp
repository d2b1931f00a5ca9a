#include "tests/support/pty_program.hpp"

#include <termios.h>

namespace parley::test {

using Clock = std::chrono::steady_clock;

namespace {

ChildOptions on_terminal(const TerminalSize& size) {
  ChildOptions options;
  options.terminal = size;
  return options;
}

}  // namespace

PtyProgram::PtyProgram(const Command& command, std::size_t columns, std::size_t rows)
    : child_(command, on_terminal({columns, rows})), screen_(columns, rows) {}

void PtyProgram::type(std::string_view text) const { child_.write(text); }

/// Reads what there is, waiting for it if need be. False at the end of it, and when time is up.
bool PtyProgram::look(Clock::time_point until) {
  std::string shown;
  if (!child_.read_output(shown, until)) return false;
  screen_.feed(shown);
  return true;
}

bool PtyProgram::wait_until(const std::function<bool(const std::vector<std::string>&)>& good,
                            std::chrono::milliseconds patience) {
  const auto until = Clock::now() + patience;
  do {
    if (good(screen_.transcript())) return true;
  } while (look(until));
  return good(screen_.transcript());
}

bool PtyProgram::sees(std::string_view text, std::chrono::milliseconds patience) {
  return wait_until(
      [&](const std::vector<std::string>& lines) {
        for (auto i = seen_; i < lines.size(); ++i) {
          if (lines[i].find(text) == std::string::npos) continue;
          seen_ = i + 1;
          return true;
        }
        return false;
      },
      patience);
}

bool PtyProgram::is_asked(std::string_view text, std::chrono::milliseconds patience) {
  return wait_until(
      [&](const std::vector<std::string>& lines) { return !lines.empty() && lines.back() == text; },
      patience);
}

std::optional<int> PtyProgram::wait_for_end(std::chrono::milliseconds patience) {
  const auto until = Clock::now() + patience;
  while (look(until)) {
  }
  return child_.wait(patience);
}

void PtyProgram::resize(std::size_t columns, std::size_t rows) {
  screen_.resize(columns, rows);
  child_.resize({columns, rows});
}

bool PtyProgram::echoes() const {
  termios mode{};
  return ::tcgetattr(child_.output(), &mode) == 0 && (mode.c_lflag & ECHO) != 0;
}

std::string PtyProgram::text() const {
  std::string all;
  for (const auto& line : screen_.transcript()) all += line + "\n";
  return all;
}

}  // namespace parley::test
