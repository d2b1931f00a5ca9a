#include "sim/explore/process.hpp"

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <system_error>
#include <utility>

#include "sim/explore/limits.hpp"

namespace parley::sim::explore {
namespace {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool kSanitized = true;
#elif defined(__has_feature)
constexpr bool kSanitized = __has_feature(address_sanitizer) || __has_feature(thread_sanitizer);
#else
constexpr bool kSanitized = false;
#endif

std::pair<Fd, Fd> make_pipe() {
  std::array<int, 2> ends{};
  if (pipe2(ends.data(), O_CLOEXEC) != 0) throw std::system_error(errno, std::generic_category(), "pipe");
  return {Fd(ends[0]), Fd(ends[1])};
}

/// A process that eats memory without end is a finding too, and must not take the machine with it.
void bound_memory() {
  if (kSanitized) return;  // Whose shadow memory is larger than any machine.
  const rlimit bound{limits::kWorkerBytes, limits::kWorkerBytes};
  setrlimit(RLIMIT_AS, &bound);
}

/// The line of a dying program's stderr that says most.
std::string telling_line(const std::string& words) {
  for (const std::string_view sign : {"CHECK", "ERROR: ", "runtime error: ", "what():", "Assertion"}) {
    const std::size_t at = words.find(sign);
    if (at == words.npos) continue;
    const std::size_t begin = words.rfind('\n', at) + 1;  // npos + 1 is 0.
    return words.substr(begin, words.find('\n', at) - begin);
  }
  return words.substr(0, words.find('\n'));
}

std::string with_words(std::string what, const std::string& words) {
  const std::string line = telling_line(words);
  return line.empty() ? what : what + ": " + line;
}

ExitStatus exit_status_from(int status, const std::string& words) {
  if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return {true, {}, {}};
  if (WIFEXITED(status)) {
    return {false, "dies", with_words("exit code " + std::to_string(WEXITSTATUS(status)), words)};
  }
  const int signal = WTERMSIG(status);
  if (signal == SIGPROF) return {false, "hangs", "the play did not come to an end"};
  return {false, "dies", with_words(std::string("signal ") + strsignal(signal), words)};
}

}  // namespace

Fd& Fd::operator=(Fd&& other) noexcept {
  if (this != &other) {
    close();
    number_ = other.release();
  }
  return *this;
}

void Fd::close() {
  if (is_open()) ::close(release());
}

int Fd::release() { return std::exchange(number_, -1); }

Process::Process(const std::function<void(Ends)>& body, const std::vector<int>& close_first) {
  auto [its_in, to] = make_pipe();
  auto [from, its_out] = make_pipe();
  auto [errors, its_errors] = make_pipe();
  std::fflush(nullptr);  // Else the new process would write what waits once more.
  pid_ = fork();
  if (pid_ < 0) throw std::system_error(errno, std::generic_category(), "fork");
  if (pid_ == 0) {
    for (const int fd : close_first) ::close(fd);
    to.close();
    from.close();
    run_child(body, {its_in.number(), its_out.number()}, its_errors.number());
  }
  fcntl(errors.number(), F_SETFL, O_NONBLOCK);
  to_ = std::move(to);
  from_ = std::move(from);
  errors_ = std::move(errors);
}

void Process::run_child(const std::function<void(Ends)>& body, Ends ends, int errors) {
  dup2(errors, STDERR_FILENO);
  std::signal(SIGINT, SIG_IGN);  // ^C is the parent's to hear, who ends its children.
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGABRT, SIG_DFL);
  const rlimit no_core{0, 0};
  setrlimit(RLIMIT_CORE, &no_core);
  bound_memory();
  int code = 0;
  try {
    body(ends);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "what(): %s\n", error.what());
    code = 1;
  }
  _exit(code);
}

Process::~Process() {
  if (pid_ < 0) return;
  kill();
  waitpid(pid_, nullptr, 0);
}

bool Process::write(std::string_view bytes) const { return write_all(to_.number(), bytes); }

void Process::read_stderr() {
  std::string heard;
  while (read_some(errors_.number(), heard) && heard.size() < limits::kStderrTailBytes) {
  }
  if (stderr_tail_.size() < limits::kStderrTailBytes) stderr_tail_ += heard;
}

ExitStatus Process::wait() {
  int status = 0;
  to_.close();
  while (waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
  }
  pid_ = -1;
  read_stderr();
  return exit_status_from(status, stderr_tail_);
}

void Process::kill() { ::kill(pid_, SIGKILL); }

void bound_cpu_time(std::chrono::seconds bound) {
  itimerval timer{};
  timer.it_value.tv_sec = bound.count();
  setitimer(ITIMER_PROF, &timer, nullptr);
}

bool write_all(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(fd, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

bool read_some(int fd, std::string& bytes) {
  std::array<char, 4096> buffer{};
  ssize_t got = -1;
  do {
    got = ::read(fd, buffer.data(), buffer.size());
  } while (got < 0 && errno == EINTR);
  if (got <= 0) return false;
  bytes.append(buffer.data(), static_cast<std::size_t>(got));
  return true;
}

}  // namespace parley::sim::explore
