#include "sim/real/real_registry.hpp"

#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <system_error>
#include <utility>

#include "base/check.hpp"
#include "sim/real/temporary_folder.hpp"

namespace parley::sim::real {
namespace {

using adapters::FileDescriptor;

constexpr std::size_t kLogBytesShown = 2000;

struct Output {
  int standard;
  int errors;
};

/// In the child. A session of its own: ^C at our terminal is for us, who then end it in order.
[[noreturn]] void become_registry(const Command& command, pid_t parent, const Output& output) {
  ::setsid();
  ::signal(SIGXFSZ, SIG_IGN);  // A file that may not grow is an error, as on a full disk.
  ::dup2(::open("/dev/null", O_RDONLY), STDIN_FILENO);
  ::dup2(output.standard, STDOUT_FILENO);
  ::dup2(output.errors, STDERR_FILENO);
  exec_program(command, parent);
}

}  // namespace

void RealRegistry::start() {
  program_.reset();
  Command command{{context_.programs.registry.string(), "--host", address_.tcp.address.to_string(), "--port",
                   std::to_string(address_.tcp.port), "--udp-port", std::to_string(address_.udp.port),
                   "--data", context_.folder.string()},
                  {},
                  {}};
  const auto recording = recording_flags(context_.tapes, "registry");
  command.words.insert(command.words.end(), recording.begin(), recording.end());
  std::array<int, 2> ends{};
  PARLEY_CHECK(::pipe2(ends.data(), O_CLOEXEC) == 0);
  FileDescriptor read_end(ends[0]);
  const FileDescriptor write_end(ends[1]);
  const auto log = context_.folder.parent_path() / "registry.log";
  const FileDescriptor errors(::open(log.c_str(), O_CREAT | O_WRONLY | O_APPEND | O_CLOEXEC, 0600));
  const pid_t parent = ::getpid();
  const pid_t pid = ::fork();
  PARLEY_CHECK(pid >= 0);
  if (pid == 0) become_registry(command, parent, {write_end.number(), errors.number()});
  output_.clear();
  paused_ = false;
  stopping_ = false;
  ended_ = false;
  program_ = std::make_unique<RunningProgram>(
      context_.watches, pid, std::move(read_end), [this](std::string_view bytes) { output_ += bytes; },
      [this](int /*code*/) { ended_ = true; });
  if (disk_full_) limit_file_size();
}

void RealRegistry::request_stop() {
  resume();
  stopping_ = true;
  if (running()) program_->signal(SIGTERM);
}

void RealRegistry::pause() {
  if (!running() || std::exchange(paused_, true)) return;
  program_->signal(SIGSTOP);
}

void RealRegistry::resume() {
  if (!running() || !std::exchange(paused_, false)) return;
  program_->signal(SIGCONT);
}

/// No file may grow beyond its first byte: every write of the store fails, and reads succeed.
void RealRegistry::limit_file_size() const {
  const rlimit bound{disk_full_ ? 1 : RLIM_INFINITY, RLIM_INFINITY};
  if (running()) ::prlimit(program_->pid(), RLIMIT_FSIZE, &bound, nullptr);
}

void RealRegistry::fill_disk() {
  disk_full_ = true;
  limit_file_size();
}

void RealRegistry::empty_disk() {
  disk_full_ = false;
  limit_file_size();
}

void RealRegistry::forget_key() {
  std::error_code ignored;
  std::filesystem::remove(context_.folder / "cert.pem", ignored);
  std::filesystem::remove(context_.folder / "key.pem", ignored);
}

std::string RealRegistry::log() const {
  const std::string log = read_text(context_.folder.parent_path() / "registry.log");
  return log.size() > kLogBytesShown ? log.substr(log.size() - kLogBytesShown) : log;
}

}  // namespace parley::sim::real
