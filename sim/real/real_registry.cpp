#include "sim/real/real_registry.hpp"

#include <csignal>
#include <system_error>
#include <utility>

#include "sim/process/temporary_folder.hpp"

namespace parley::sim::real {
namespace {

constexpr std::size_t kLogBytesShown = 2000;

}  // namespace

void RealRegistry::start() {
  program_.reset();
  process::Command command{{context_.programs.registry.string(), "--host", address_.tcp.address.to_string(),
                            "--port", std::to_string(address_.tcp.port), "--udp-port",
                            std::to_string(address_.udp.port), "--data", context_.folder.string()},
                           {},
                           {}};
  const auto recording = recording_flags(context_.tapes, "registry");
  command.words.insert(command.words.end(), recording.begin(), recording.end());
  process::ChildOptions options;
  options.input = process::Redirect::kNull;
  options.output = process::Redirect::kPipe;
  options.error_file = log_file();
  options.own_session = true;  // ^C at our terminal is for us, who then end it in order.
  output_.clear();
  paused_ = false;
  stopping_ = false;
  ended_ = false;
  program_ = std::make_unique<RunningProgram>(
      context_.watches, command, options, [this](std::string_view bytes) { output_ += bytes; },
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
  if (running()) program_->limit_file_size(disk_full_ ? 1 : 0);
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

std::filesystem::path RealRegistry::log_file() const {
  return context_.folder.parent_path() / "registry.log";
}

std::string RealRegistry::log() const {
  const std::string log = process::read_text(log_file());
  return log.size() > kLogBytesShown ? log.substr(log.size() - kLogBytesShown) : log;
}

}  // namespace parley::sim::real
