#include "sim/real/running_program.hpp"

#include <fcntl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <utility>

namespace parley::sim::real {

RunningProgram::RunningProgram(adapters::ReadableWatches& watches, pid_t pid, adapters::FileDescriptor screen,
                               OnBytes on_bytes, OnEnd on_end)
    : watches_(watches),
      child_(pid),
      screen_(std::move(screen)),
      handle_(static_cast<int>(::syscall(SYS_pidfd_open, pid, 0))),
      on_bytes_(std::move(on_bytes)),
      on_end_(std::move(on_end)) {
  ::fcntl(screen_.number(), F_SETFL, O_NONBLOCK);
  watches_.watch(screen_.number(), [this] { look(); });
  watches_.watch(handle_.number(), [this] { on_ended(); });
}

RunningProgram::~RunningProgram() { stop_watching(); }

void RunningProgram::stop_watching() {
  if (std::exchange(watched_, false)) watches_.unwatch(screen_.number());
  if (handle_) watches_.unwatch(handle_.number());
  handle_ = {};
}

/// Takes what there is to see now; false where there is nothing.
bool RunningProgram::look() {
  std::array<char, 16 * 1024> chunk{};
  const ssize_t count = ::read(screen_.number(), chunk.data(), chunk.size());
  if (count > 0) {
    on_bytes_({chunk.data(), static_cast<std::size_t>(count)});
    return true;
  }
  const bool more_may_come = count < 0 && (errno == EAGAIN || errno == EINTR);
  if (!more_may_come && std::exchange(watched_, false)) watches_.unwatch(screen_.number());
  return false;
}

void RunningProgram::type(std::string_view bytes) {
  pending_input_ += bytes;
  flush_input();
}

void RunningProgram::flush_input() {
  while (!pending_input_.empty()) {
    const ssize_t count = ::write(screen_.number(), pending_input_.data(), pending_input_.size());
    if (count <= 0) return;
    pending_input_.erase(0, static_cast<std::size_t>(count));
  }
}

/// Its last words stand on the screen before its end is told.
void RunningProgram::on_ended() {
  while (look()) {
  }
  const auto code = child_.status();
  if (!code) return;
  stop_watching();
  on_end_(*code);
}

void RunningProgram::kill() {
  while (look()) {
  }
  stop_watching();
  child_.signal(SIGKILL);
  child_.wait();
}

}  // namespace parley::sim::real
