#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "tests/support/child.hpp"

namespace parley::test {

/// A program with a pipe at its standard input and output; its errors go where the test's go.
class PipeProgram {
 public:
  explicit PipeProgram(const Command& command);

  /// False where the program does not read any more.
  bool write(std::string_view text) const { return child_.write(text); }
  bool write_line(std::string_view text) const { return write(std::string(text) + "\n"); }
  void close_input() { child_.close_input(); }
  void close_output() { child_.close_output(); }  ///< Nobody reads it any more.

  /// Reads until `text` comes, below what was last awaited. False at the end, and when time is up.
  bool sees(std::string_view text, std::chrono::milliseconds patience = kPatience);

  /// Reads to the end and waits for the program; see ChildProcess::wait().
  std::optional<int> wait_for_end(std::chrono::milliseconds patience = kPatience);

  const std::string& output() const { return output_; }
  ChildProcess& child() { return child_; }

 private:
  ChildProcess child_;
  std::string output_;
  std::size_t seen_ = 0;
};

}  // namespace parley::test
