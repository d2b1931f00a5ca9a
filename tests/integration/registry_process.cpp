#include "tests/integration/registry_process.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <sys/resource.h>
#include <unistd.h>

#include <csignal>
#include <sstream>

#include "base/check.hpp"

namespace parley::test {
namespace {

constexpr int kFirstLineSeconds = 30;

/// In the child: nothing but async-signal-safe calls from here to exec.
[[noreturn]] void become(const Command& command, pid_t parent, int out, int errors,
                         std::uint64_t largest_file) {
  ::dup2(out, STDOUT_FILENO);
  ::dup2(errors, STDERR_FILENO);
  if (largest_file != 0) {
    const rlimit bound{largest_file, largest_file};
    ::setrlimit(RLIMIT_FSIZE, &bound);
    ::signal(SIGXFSZ, SIG_IGN);
  }
  exec_program(command, parent);
}

}  // namespace

RegistryProcess::RegistryProcess(const Options& options) : error_file_(scratch_.path() / "stderr.txt") {
  Command command{{PARLEY_BIN_DIR "/parley-registry", "--host", "127.0.0.1", "--port", "0", "--udp-port", "0",
                   "--data", options.data.string()},
                  {},
                  {}};
  command.words.insert(command.words.end(), options.flags.begin(), options.flags.end());

  int pipe_ends[2] = {-1, -1};
  PARLEY_CHECK(::pipe2(pipe_ends, O_CLOEXEC) == 0);
  const int errors = ::open(error_file_.c_str(), O_CREAT | O_WRONLY | O_CLOEXEC, 0600);
  const pid_t parent = ::getpid();
  const pid_t pid = ::fork();
  PARLEY_CHECK(pid >= 0);
  if (pid == 0) become(command, parent, pipe_ends[1], errors, options.largest_file);
  child_ = std::make_unique<Child>(pid);
  ::close(pipe_ends[1]);
  ::close(errors);
  out_ = pipe_ends[0];
  read_first_line();
}

RegistryProcess::~RegistryProcess() {
  kill_at_once();
  if (out_ >= 0) ::close(out_);
}

void RegistryProcess::read_first_line() {
  pollfd waiting{out_, POLLIN, 0};
  char byte = 0;
  while (::poll(&waiting, 1, kFirstLineSeconds * 1000) == 1 && ::read(out_, &byte, 1) == 1) {
    if (byte == '\n') break;
    first_line_ += byte;
  }
  std::istringstream words(first_line_);
  std::string program, listening, tcp_word, tcp, udp_word, udp;
  words >> program >> listening >> tcp_word >> tcp >> udp_word >> udp;
  const auto tcp_endpoint = Endpoint::parse(tcp);
  const auto udp_endpoint = Endpoint::parse(udp);
  if (!tcp_endpoint || !udp_endpoint) return;
  tcp_ = *tcp_endpoint;
  udp_ = *udp_endpoint;
}

void RegistryProcess::kill_at_once() {
  child_->signal(SIGKILL);
  child_->wait();
}

int RegistryProcess::terminate() {
  child_->signal(SIGTERM);
  return wait_for_end(10);
}

int RegistryProcess::wait_for_end(int seconds) {
  return child_->wait(std::chrono::seconds(seconds)).value_or(-1);
}

std::string RegistryProcess::errors() const { return read_text(error_file_); }

}  // namespace parley::test
