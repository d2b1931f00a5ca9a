#include "sim/process/child_process.hpp"

#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <system_error>

namespace parley::sim::process {
namespace {

constexpr int kNoSuchProgram = 127;

[[noreturn]] void throw_errno(const char* what) {
  throw std::system_error(errno, std::generic_category(), what);
}

/// The end to read from, and the end to write to.
std::pair<Descriptor, Descriptor> make_pipe() {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) throw_errno("pipe");
  return {Descriptor(ends[0]), Descriptor(ends[1])};
}

winsize to_winsize(const TerminalSize& size) {
  winsize result{};
  result.ws_col = static_cast<unsigned short>(size.columns);
  result.ws_row = static_cast<unsigned short>(size.rows);
  return result;
}

void set_limit(__rlimit_resource resource, std::uint64_t bytes) {
  if (bytes == 0) return;
  rlimit bound{};
  ::getrlimit(resource, &bound);
  bound.rlim_cur = bytes;
  ::setrlimit(resource, &bound);
}

// What follows runs in the child.

void redirect(const Descriptor& from, int standard) {
  if (from) ::dup2(from.number(), standard);
}

/// It ends when `parent`, who made it, does.
void prepare(const ChildOptions& options, pid_t parent) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (::getppid() != parent) ::_exit(kNoSuchProgram);  // It died before we could ask to be told.
  if (options.own_session) ::setsid();
  ::signal(SIGXFSZ, SIG_IGN);  // A file that may not grow is an error, as on a full disk.
  set_limit(RLIMIT_FSIZE, options.file_bytes);
  set_limit(RLIMIT_AS, options.memory_bytes);
}

[[noreturn]] void become(const Command& command) {
  ::signal(SIGPIPE, SIG_DFL);
  for (const auto& name : command.unset) ::unsetenv(name.c_str());
  for (const auto& [name, value] : command.set) ::setenv(name.c_str(), value.c_str(), 1);
  std::vector<char*> words;
  for (const auto& word : command.words) words.push_back(const_cast<char*>(word.c_str()));
  words.push_back(nullptr);
  ::execv(words.front(), words.data());
  ::_exit(kNoSuchProgram);
}

[[noreturn]] void run(const std::function<int(ChildProcess::Ends)>& body, ChildProcess::Ends ends) {
  ::signal(SIGINT, SIG_IGN);  // ^C is the parent's to hear, who ends its children.
  ::signal(SIGABRT, SIG_DFL);
  const rlimit no_core{0, 0};
  ::setrlimit(RLIMIT_CORE, &no_core);
  int code = 1;
  try {
    code = body(ends);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "what(): %s\n", error.what());
  }
  ::_exit(code);
}

}  // namespace

/// Opens the pipes, keeps our ends of them, and gives the child's.
ChildProcess::Streams ChildProcess::open_streams(const ChildOptions& options) {
  Streams child;
  const auto null = [](int mode) { return Descriptor(::open("/dev/null", mode | O_CLOEXEC)); };
  if (options.input == Redirect::kPipe) std::tie(child.in, input_) = make_pipe();
  if (options.input == Redirect::kNull) child.in = null(O_RDONLY);
  if (options.output == Redirect::kPipe) std::tie(output_, child.out) = make_pipe();
  if (options.output == Redirect::kNull) child.out = null(O_WRONLY);
  if (options.errors == Redirect::kPipe) std::tie(errors_, child.errors) = make_pipe();
  if (options.errors == Redirect::kNull) child.errors = null(O_WRONLY);
  if (options.errors == Redirect::kToOutput) child.errors = Descriptor(::dup(child.out.number()));
  if (!options.error_file.empty()) {
    child.errors =
        Descriptor(::open(options.error_file.c_str(), O_CREAT | O_WRONLY | O_APPEND | O_CLOEXEC, 0600));
  }
  return child;
}

/// TERM is xterm-256color and NO_COLOR is not set there, unless the command says otherwise.
pid_t ChildProcess::fork_on_terminal(const TerminalSize& size) {
  const winsize window = to_winsize(size);
  int master = -1;
  const pid_t pid = ::forkpty(&master, nullptr, nullptr, &window);
  if (pid == 0) {
    ::setenv("TERM", "xterm-256color", 1);
    ::unsetenv("NO_COLOR");
  }
  if (pid > 0) {
    terminal_ = Descriptor(master);
    ::fcntl(master, F_SETFD, FD_CLOEXEC);
  }
  return pid;
}

ChildProcess::ChildProcess(const Command& command, const ChildOptions& options) {
  std::signal(SIGPIPE, SIG_IGN);  // To write to a program that has ended is an error.
  const pid_t parent = ::getpid();
  const Streams child = options.terminal ? Streams() : open_streams(options);
  pid_ = options.terminal ? fork_on_terminal(*options.terminal) : ::fork();
  if (pid_ < 0) throw_errno("fork");
  if (pid_ > 0) return;
  redirect(child.in, STDIN_FILENO);
  redirect(child.out, STDOUT_FILENO);
  redirect(child.errors, STDERR_FILENO);
  prepare(options, parent);
  become(command);
}

ChildProcess::ChildProcess(const std::function<int(Ends)>& body, const ChildOptions& options) {
  std::signal(SIGPIPE, SIG_IGN);
  const pid_t parent = ::getpid();
  const Streams child = open_streams(options);
  std::fflush(nullptr);  // Else the fork would write what waits once more.
  pid_ = ::fork();
  if (pid_ < 0) throw_errno("fork");
  if (pid_ > 0) return;
  for (const int descriptor : options.close_in_fork) ::close(descriptor);
  input_.close();
  output_.close();
  redirect(child.errors, STDERR_FILENO);
  prepare(options, parent);
  run(body, {child.in.number(), child.out.number()});
}

ChildProcess::~ChildProcess() { kill(); }

void ChildProcess::signal(int number) const {
  if (!status_) ::kill(pid_, number);
}

void ChildProcess::kill() {
  if (status()) return;
  signal(SIGKILL);
  wait_for_end();
}

void ChildProcess::resize(const TerminalSize& size) const {
  const winsize window = to_winsize(size);
  ::ioctl(terminal_.number(), TIOCSWINSZ, &window);
}

bool ChildProcess::read_output(std::string& bytes, std::chrono::steady_clock::time_point until) const {
  if (output() < 0) return false;
  const auto left =
      std::chrono::duration_cast<std::chrono::milliseconds>(until - std::chrono::steady_clock::now());
  if (left.count() <= 0) return false;
  pollfd readable{.fd = output(), .events = POLLIN, .revents = 0};
  if (::poll(&readable, 1, static_cast<int>(left.count())) <= 0) return errno == EINTR;
  return read_some(output(), bytes);
}

void ChildProcess::limit_file_size(std::uint64_t bytes) const {
  const rlimit bound{bytes == 0 ? RLIM_INFINITY : bytes, RLIM_INFINITY};
  if (!status_) ::prlimit(pid_, RLIMIT_FSIZE, &bound, nullptr);
}

void ChildProcess::take_status(int raw) { status_ = WIFEXITED(raw) ? WEXITSTATUS(raw) : -WTERMSIG(raw); }

std::optional<int> ChildProcess::status() {
  int raw = 0;
  if (!status_ && ::waitpid(pid_, &raw, WNOHANG) == pid_) take_status(raw);
  return status_;
}

std::optional<int> ChildProcess::wait(std::chrono::milliseconds patience) {
  if (status()) return status_;
  const Descriptor handle(static_cast<int>(::syscall(SYS_pidfd_open, pid_, 0)));
  pollfd ended{.fd = handle.number(), .events = POLLIN, .revents = 0};
  while (::poll(&ended, 1, static_cast<int>(patience.count())) < 0 && errno == EINTR) {
  }
  return status();
}

int ChildProcess::wait_for_end() {
  int raw = 0;
  while (!status_ && ::waitpid(pid_, &raw, 0) < 0 && errno == EINTR) {
  }
  if (!status_) take_status(raw);
  return *status_;
}

}  // namespace parley::sim::process
