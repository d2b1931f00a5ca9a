#include "sim/real/pty.hpp"

#include <fcntl.h>
#include <pty.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdlib>

#include "base/check.hpp"

namespace parley::sim::real {
namespace {

winsize size_of(std::size_t columns, std::size_t rows) {
  winsize size{};
  size.ws_col = static_cast<unsigned short>(columns);
  size.ws_row = static_cast<unsigned short>(rows);
  return size;
}

}  // namespace

PtyProcess start_on_pty(const Command& command, std::size_t columns, std::size_t rows) {
  const winsize size = size_of(columns, rows);
  const pid_t parent = ::getpid();
  PtyProcess started;
  started.pid = ::forkpty(&started.master, nullptr, nullptr, &size);
  PARLEY_CHECK(started.pid >= 0);
  if (started.pid == 0) {
    ::setenv("TERM", "xterm-256color", 1);
    ::unsetenv("NO_COLOR");
    exec_program(command, parent);
  }
  ::fcntl(started.master, F_SETFD, FD_CLOEXEC);
  return started;
}

void resize_pty(int master, std::size_t columns, std::size_t rows) {
  const winsize size = size_of(columns, rows);
  ::ioctl(master, TIOCSWINSZ, &size);
}

}  // namespace parley::sim::real
