#include "tests/integration/registry_process.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <sstream>
#include <thread>

namespace parley::test {
namespace {

constexpr int kFirstLineSeconds = 30;

/// In the child: nothing but async-signal-safe calls from here to exec.
[[noreturn]] void become(const std::vector<char*>& words, int out, int errors, std::uint64_t largest_file) {
  ::dup2(out, STDOUT_FILENO);
  ::dup2(errors, STDERR_FILENO);
  if (largest_file != 0) {
    const rlimit bound{largest_file, largest_file};
    ::setrlimit(RLIMIT_FSIZE, &bound);
    ::signal(SIGXFSZ, SIG_IGN);
  }
  ::execv(words.front(), words.data());
  ::_exit(127);
}

}  // namespace

RegistryProcess::RegistryProcess(const Options& options) : error_file_(scratch_.path() / "stderr.txt") {
  std::vector<std::string> words = {PARLEY_BIN_DIR "/parley-registry",
                                    "--host",
                                    "127.0.0.1",
                                    "--port",
                                    "0",
                                    "--udp-port",
                                    "0",
                                    "--data",
                                    options.data.string()};
  words.insert(words.end(), options.flags.begin(), options.flags.end());
  std::vector<char*> arguments;
  for (auto& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);

  int pipe_ends[2] = {-1, -1};
  if (::pipe2(pipe_ends, O_CLOEXEC) != 0) return;
  const int errors = ::open(error_file_.c_str(), O_CREAT | O_WRONLY | O_CLOEXEC, 0600);
  pid_ = ::fork();
  if (pid_ == 0) become(arguments, pipe_ends[1], errors, options.largest_file);
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
  if (pid_ <= 0) return;
  ::kill(pid_, SIGKILL);
  ::waitpid(pid_, nullptr, 0);
  pid_ = -1;
}

int RegistryProcess::terminate() {
  if (pid_ <= 0) return -1;
  ::kill(pid_, SIGTERM);
  return wait_for_end(10);
}

int RegistryProcess::wait_for_end(int seconds) {
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(seconds);
  while (pid_ > 0 && std::chrono::steady_clock::now() < deadline) {
    int status = 0;
    if (::waitpid(pid_, &status, WNOHANG) == pid_) {
      pid_ = -1;
      return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  return -1;
}

std::string RegistryProcess::errors() const { return read_text(error_file_); }

}  // namespace parley::test
