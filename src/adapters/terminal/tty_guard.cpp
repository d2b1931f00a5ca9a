#include "adapters/terminal/tty_guard.hpp"

#include <sys/signalfd.h>
#include <unistd.h>

#include <array>
#include <csignal>

#include "base/check.hpp"

namespace parley::adapters {
namespace {

constexpr std::array<int, 6> kFatal = {SIGABRT, SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGQUIT};

// What a signal handler can reach: the terminal to put back, and its mode.
volatile std::sig_atomic_t rescued_fd = -1;
termios rescued_mode{};

extern "C" void put_terminal_back(int signal_number) {
  if (rescued_fd >= 0) ::tcsetattr(static_cast<int>(rescued_fd), TCSANOW, &rescued_mode);
  ::raise(signal_number);  // the handler was reset: now the signal does what it does
}

sigset_t watched_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGWINCH);
  sigaddset(&signals, SIGCONT);
  return signals;
}

}  // namespace

TtyGuard::TtyGuard(int tty_fd) : tty_fd_(tty_fd) {
  PARLEY_CHECK(rescued_fd == -1);
  ::tcgetattr(tty_fd, &found_);
  working_ = found_;
  rescued_mode = found_;
  rescued_fd = tty_fd;
  struct sigaction action {};
  action.sa_handler = put_terminal_back;
  action.sa_flags = static_cast<int>(SA_RESETHAND);
  for (const int fatal : kFatal) ::sigaction(fatal, &action, nullptr);
  const sigset_t signals = watched_signals();
  ::pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  signal_fd_ = ::signalfd(-1, &signals, SFD_NONBLOCK | SFD_CLOEXEC);
  PARLEY_CHECK(signal_fd_ >= 0);
}

TtyGuard::~TtyGuard() {
  ::tcsetattr(tty_fd_, TCSADRAIN, &found_);
  rescued_fd = -1;
  for (const int fatal : kFatal) std::signal(fatal, SIG_DFL);
  ::close(signal_fd_);
  const sigset_t signals = watched_signals();
  ::pthread_sigmask(SIG_UNBLOCK, &signals, nullptr);
}

void TtyGuard::note_mode() { ::tcgetattr(tty_fd_, &working_); }

void TtyGuard::suspend() {
  ::tcsetattr(tty_fd_, TCSADRAIN, &found_);
  ::kill(0, SIGTSTP);
  resume();
}

void TtyGuard::quit() {
  ::tcsetattr(tty_fd_, TCSADRAIN, &found_);
  ::kill(0, SIGQUIT);
}

void TtyGuard::resume() { ::tcsetattr(tty_fd_, TCSADRAIN, &working_); }

TtyGuard::Signals TtyGuard::take_signals() const {
  Signals taken;
  signalfd_siginfo info{};
  while (::read(signal_fd_, &info, sizeof info) == static_cast<ssize_t>(sizeof info)) {
    if (info.ssi_signo == SIGWINCH) taken.resized = true;
    if (info.ssi_signo == SIGCONT) taken.continued = true;
  }
  return taken;
}

}  // namespace parley::adapters
