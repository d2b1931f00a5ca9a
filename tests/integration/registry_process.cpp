#include "tests/integration/registry_process.hpp"

#include <algorithm>
#include <chrono>
#include <csignal>
#include <sstream>

namespace parley::test {
namespace {

using namespace std::chrono_literals;

constexpr auto kFirstLineTime = 30s;

Command command_for(const RegistryProcess::Options& options) {
  Command command{{PARLEY_BIN_DIR "/parley-registry", "--host", "127.0.0.1", "--port", "0", "--udp-port", "0",
                   "--data", options.data.string()},
                  {},
                  {}};
  command.words.insert(command.words.end(), options.flags.begin(), options.flags.end());
  return command;
}

ChildOptions child_options(const RegistryProcess::Options& options, const std::filesystem::path& error_file) {
  ChildOptions child;
  child.output = Redirect::kPipe;
  child.error_file = error_file;
  child.file_bytes = options.largest_file;
  return child;
}

}  // namespace

RegistryProcess::RegistryProcess(const Options& options)
    : error_file_(scratch_.path() / "stderr.txt"),
      child_(command_for(options), child_options(options, error_file_)) {
  read_first_line();
}

void RegistryProcess::read_first_line() {
  const auto until = std::chrono::steady_clock::now() + kFirstLineTime;
  while (first_line_.find('\n') == std::string::npos && child_.read_output(first_line_, until)) {
  }
  first_line_.resize(std::min(first_line_.find('\n'), first_line_.size()));
  std::istringstream words(first_line_);
  std::string program, listening, tcp_word, tcp, udp_word, udp;
  words >> program >> listening >> tcp_word >> tcp >> udp_word >> udp;
  const auto tcp_endpoint = Endpoint::parse(tcp);
  const auto udp_endpoint = Endpoint::parse(udp);
  if (!tcp_endpoint || !udp_endpoint) return;
  tcp_ = *tcp_endpoint;
  udp_ = *udp_endpoint;
}

int RegistryProcess::terminate() {
  child_.signal(SIGTERM);
  return wait_for_end(10);
}

int RegistryProcess::wait_for_end(int seconds) {
  return child_.wait(std::chrono::seconds(seconds)).value_or(-1);
}

std::string RegistryProcess::errors() const { return read_text(error_file_); }

}  // namespace parley::test
