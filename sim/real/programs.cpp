#include "sim/real/programs.hpp"

#include <fcntl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <system_error>
#include <utility>

namespace parley::sim::real {

Result<Programs> Programs::find(std::filesystem::path folder) {
  std::error_code ignored;
  if (folder.empty()) folder = std::filesystem::read_symlink("/proc/self/exe", ignored).parent_path();
  folder = std::filesystem::absolute(folder, ignored);
  const Programs programs{folder / "parley-registry", folder / "parley-peer"};
  for (const auto& program : {programs.registry, programs.peer}) {
    if (::access(program.c_str(), X_OK) == 0) continue;
    return Error{
        ErrorCode::kUnavailable,
        "the program " + program.string() + " is missing; name the folder of both programs with --programs"};
  }
  return programs;
}

std::vector<std::string> recording_flags(scenario::TapeFolder* tapes, std::string_view node) {
  if (tapes == nullptr) return {};
  return {"--record", tapes->next(node).string()};
}

RunningProgram::RunningProgram(adapters::ReadableWatches& watches, const process::Command& command,
                               const process::ChildOptions& options, OnBytes on_bytes, OnEnd on_end)
    : watches_(watches),
      child_(command, options),
      handle_(static_cast<int>(::syscall(SYS_pidfd_open, child_.pid(), 0))),
      on_bytes_(std::move(on_bytes)),
      on_end_(std::move(on_end)) {
  ::fcntl(child_.output(), F_SETFL, O_NONBLOCK);
  watches_.watch(child_.output(), [this] { look(); });
  watches_.watch(handle_.number(), [this] { on_ended(); });
}

RunningProgram::~RunningProgram() { stop_watching(); }

void RunningProgram::stop_watching() {
  if (std::exchange(watched_, false)) watches_.unwatch(child_.output());
  if (handle_) watches_.unwatch(handle_.number());
  handle_.close();
}

/// Takes what there is to see now; false where there is nothing.
bool RunningProgram::look() {
  std::array<char, 16 * 1024> chunk{};
  const ssize_t count = ::read(child_.output(), chunk.data(), chunk.size());
  if (count > 0) {
    on_bytes_({chunk.data(), static_cast<std::size_t>(count)});
    return true;
  }
  const bool more_may_come = count < 0 && (errno == EAGAIN || errno == EINTR);
  if (!more_may_come && std::exchange(watched_, false)) watches_.unwatch(child_.output());
  return false;
}

void RunningProgram::type(std::string_view bytes) {
  pending_input_ += bytes;
  flush_input();
}

void RunningProgram::flush_input() {
  while (!pending_input_.empty()) {
    const ssize_t count = ::write(child_.output(), pending_input_.data(), pending_input_.size());
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
  child_.kill();
}

}  // namespace parley::sim::real
