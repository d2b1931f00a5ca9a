#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ports/log_sink.hpp"
#include "ports/terminal.hpp"

namespace parley::contract {

/// A person at a Terminal, who can type and look.
class Person {
 public:
  virtual ~Person() = default;
  virtual Terminal& terminal() = 0;

  virtual void type_line(std::string_view text) = 0;
  virtual void end_input() = 0;  ///< ^D, on an empty line.
  virtual void interrupt() = 0;  ///< ^C.

  /// All lines shown so far, an open question's last; without blanks at their ends.
  virtual std::vector<std::string> screen() = 0;
};

/// A LogSink that keeps kWarning and what is graver, and the lines that it kept.
class LogCapture {
 public:
  virtual ~LogCapture() = default;
  virtual LogSink& sink() = 0;
  virtual std::vector<std::string> lines() = 0;  ///< Each ends with the text written.
};

}  // namespace parley::contract
