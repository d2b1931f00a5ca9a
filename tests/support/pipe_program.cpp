#include "tests/support/pipe_program.hpp"

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <utility>

#include "base/check.hpp"

namespace parley::test {

using Clock = std::chrono::steady_clock;

namespace {

void close_end(int& fd) {
  if (fd >= 0) ::close(std::exchange(fd, -1));
}

}  // namespace

PipeProgram::PipeProgram(const Command& command) {
  std::signal(SIGPIPE, SIG_IGN);
  std::array<int, 2> in{};
  std::array<int, 2> out{};
  PARLEY_CHECK(::pipe2(in.data(), O_CLOEXEC) == 0 && ::pipe2(out.data(), O_CLOEXEC) == 0);
  const pid_t parent = ::getpid();
  const pid_t pid = ::fork();
  PARLEY_CHECK(pid >= 0);
  if (pid == 0) {
    std::signal(SIGPIPE, SIG_DFL);
    ::dup2(in[0], STDIN_FILENO);
    ::dup2(out[1], STDOUT_FILENO);
    exec_program(command, parent);
  }
  ::close(in[0]);
  ::close(out[1]);
  in_ = in[1];
  out_ = out[0];
  child_ = std::make_unique<Child>(pid);
}

PipeProgram::~PipeProgram() {
  close_end(in_);
  close_end(out_);
}

bool PipeProgram::write(std::string_view text) const {
  while (!text.empty()) {
    const ssize_t count = ::write(in_, text.data(), text.size());
    if (count < 0 && errno != EINTR) return false;
    if (count > 0) text.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

void PipeProgram::close_input() { close_end(in_); }
void PipeProgram::close_output() { close_end(out_); }

bool PipeProgram::read_some(Clock::time_point until) {
  if (out_ < 0) return false;
  const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until - Clock::now());
  if (left.count() <= 0) return false;
  pollfd readable{.fd = out_, .events = POLLIN, .revents = 0};
  if (::poll(&readable, 1, static_cast<int>(left.count())) <= 0) return errno == EINTR;
  std::array<char, 4096> chunk{};
  const ssize_t count = ::read(out_, chunk.data(), chunk.size());
  if (count <= 0) return false;
  output_.append(chunk.data(), static_cast<std::size_t>(count));
  return true;
}

bool PipeProgram::sees(std::string_view text, std::chrono::milliseconds patience) {
  const auto until = Clock::now() + patience;
  for (;;) {
    if (const auto at = output_.find(text, seen_); at != std::string::npos) {
      seen_ = at + text.size();
      return true;
    }
    if (!read_some(until)) return false;
  }
}

std::optional<int> PipeProgram::wait_for_end(std::chrono::milliseconds patience) {
  const auto until = Clock::now() + patience;
  while (read_some(until)) {
  }
  return child_->wait(patience);
}

}  // namespace parley::test
