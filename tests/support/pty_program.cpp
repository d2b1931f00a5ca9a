#include "tests/support/pty_program.hpp"

#include <poll.h>
#include <termios.h>
#include <unistd.h>

#include <array>
#include <cerrno>

#include "sim/real/pty.hpp"

namespace parley::test {

using Clock = std::chrono::steady_clock;

PtyProgram::PtyProgram(const Command& command, std::size_t columns, std::size_t rows)
    : screen_(columns, rows) {
  const auto started = sim::real::start_on_pty(command, columns, rows);
  master_ = started.master;
  child_ = std::make_unique<Child>(started.pid);
}

PtyProgram::~PtyProgram() { hang_up(); }

void PtyProgram::type(std::string_view text) const {
  while (!text.empty() && master_ >= 0) {
    const ssize_t count = ::write(master_, text.data(), text.size());
    if (count < 0 && errno != EINTR) return;
    if (count > 0) text.remove_prefix(static_cast<std::size_t>(count));
  }
}

/// Reads what there is, waiting for it if need be. False at the end of it, and when time is up.
bool PtyProgram::look(Clock::time_point until) {
  if (master_ < 0) return false;
  const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until - Clock::now());
  if (left.count() <= 0) return false;
  pollfd readable{.fd = master_, .events = POLLIN, .revents = 0};
  if (::poll(&readable, 1, static_cast<int>(left.count())) <= 0) return errno == EINTR;
  std::array<char, 4096> chunk{};
  const ssize_t count = ::read(master_, chunk.data(), chunk.size());
  if (count <= 0) return false;
  screen_.feed({chunk.data(), static_cast<std::size_t>(count)});
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
  return child_->wait(patience);
}

void PtyProgram::resize(std::size_t columns, std::size_t rows) {
  screen_.resize(columns, rows);
  sim::real::resize_pty(master_, columns, rows);
}

void PtyProgram::hang_up() {
  if (master_ >= 0) ::close(master_);
  master_ = -1;
}

bool PtyProgram::echoes() const {
  termios mode{};
  return ::tcgetattr(master_, &mode) == 0 && (mode.c_lflag & ECHO) != 0;
}

std::string PtyProgram::text() const {
  std::string all;
  for (const auto& line : screen_.transcript()) all += line + "\n";
  return all;
}

}  // namespace parley::test
