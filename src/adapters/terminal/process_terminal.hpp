#pragma once

#include <functional>
#include <memory>
#include <string>

#include "ports/terminal.hpp"

namespace parley::adapters {

/// What a terminal needs of the program's loop. All of it is called on the loop's thread.
struct TerminalLoop {
  /// Calls the callback, a turn each time, while `fd` can be read or is at its end.
  std::function<void(int fd, std::function<void()> on_readable)> watch_readable;
  /// Ends that; the callback is not called again.
  std::function<void(int fd)> unwatch;
  /// Runs a task in a later turn.
  std::function<void(std::function<void()>)> post;
};

struct TerminalOptions {
  int input_fd = 0;
  int output_fd = 1;
  std::string terminal_name;  ///< TERM.
  bool no_colour = false;     ///< NO_COLOR is set.
};

/// The Terminal of this program. Its destructor puts the terminal back as it was found.
class ProcessTerminal : public Terminal {
 public:
  /// The system asks the program to end: on_interrupt(), in this turn.
  virtual void interrupt() = 0;
};

/// The options of this program's standard input and output, as its environment says.
TerminalOptions terminal_options();

/// A line editor where input and output are a terminal that can be drawn on, else plain lines. Sets the
/// program's character type to UTF-8, and lets a lost terminal be an end of input, not of the program.
std::unique_ptr<ProcessTerminal> make_terminal(const TerminalOptions& options, TerminalLoop loop);

}  // namespace parley::adapters
