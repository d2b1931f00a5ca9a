#include "adapters/terminal/process_terminal.hpp"

#include <langinfo.h>
#include <unistd.h>

#include <clocale>
#include <csignal>
#include <cstdlib>
#include <string_view>
#include <utility>

#include "adapters/terminal/pipe_terminal.hpp"
#include "adapters/terminal/tty_terminal.hpp"

// Called before the program has other threads.
// NOLINTBEGIN(concurrency-mt-unsafe)

namespace parley::adapters {
namespace {

std::string variable(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

void use_utf8() {
  if (std::setlocale(LC_CTYPE, "") != nullptr && std::string_view(::nl_langinfo(CODESET)) == "UTF-8") return;
  std::setlocale(LC_CTYPE, "C.UTF-8");
}

}  // namespace

TerminalOptions terminal_options() {
  return {.input_fd = STDIN_FILENO,
          .output_fd = STDOUT_FILENO,
          .terminal_name = variable("TERM"),
          .no_colour = !variable("NO_COLOR").empty()};
}

std::unique_ptr<ProcessTerminal> make_terminal(const TerminalOptions& options, TerminalLoop loop) {
  use_utf8();
  std::signal(SIGPIPE, SIG_IGN);
  const bool draws =
      ::isatty(options.output_fd) == 1 && !options.terminal_name.empty() && options.terminal_name != "dumb";
  const Colours colours = draws && !options.no_colour ? Colours::kOn : Colours::kOff;
  if (!draws || ::isatty(options.input_fd) != 1) {
    return std::make_unique<PipeTerminal>(options.input_fd, options.output_fd, colours, std::move(loop));
  }
  std::signal(SIGHUP, SIG_IGN);
  return std::make_unique<TtyTerminal>(options, colours, std::move(loop));
}

}  // namespace parley::adapters

// NOLINTEND(concurrency-mt-unsafe)
