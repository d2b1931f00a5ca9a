#include "sim/real/child.hpp"

#include <poll.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <utility>

namespace parley::sim::real {

Child::~Child() {
  if (status()) return;
  signal(SIGKILL);
  wait();
}

void Child::signal(int number) const {
  if (!status_) ::kill(pid_, number);
}

std::optional<int> Child::status() {
  int raw = 0;
  if (!status_ && ::waitpid(pid_, &raw, WNOHANG) == pid_) {
    status_ = WIFEXITED(raw) ? WEXITSTATUS(raw) : -WTERMSIG(raw);
  }
  return status_;
}

std::optional<int> Child::wait(std::chrono::milliseconds patience) {
  if (status()) return status_;
  const int handle = static_cast<int>(::syscall(SYS_pidfd_open, pid_, 0));
  pollfd ended{.fd = handle, .events = POLLIN, .revents = 0};
  while (::poll(&ended, 1, static_cast<int>(patience.count())) < 0 && errno == EINTR) {
  }
  ::close(handle);
  return status();
}

void exec_program(const Command& command, pid_t parent) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (::getppid() != parent) ::_exit(127);  // It died before we could ask to be told.
  for (const auto& name : command.unset) ::unsetenv(name.c_str());
  for (const auto& [name, value] : command.set) ::setenv(name.c_str(), value.c_str(), 1);
  std::vector<char*> words;
  for (const auto& word : command.words) words.push_back(const_cast<char*>(word.c_str()));
  words.push_back(nullptr);
  ::execv(words.front(), words.data());
  ::_exit(127);
}

}  // namespace parley::sim::real
