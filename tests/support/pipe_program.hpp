#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <string_view>

#include "tests/support/child.hpp"

namespace parley::test {

/// A program with a pipe at its standard input and output; its errors go where the test's go.
class PipeProgram {
 public:
  explicit PipeProgram(const Command& command);
  ~PipeProgram();
  PipeProgram(const PipeProgram&) = delete;
  PipeProgram& operator=(const PipeProgram&) = delete;

  /// False where the program does not read any more.
  bool write(std::string_view text) const;
  bool write_line(std::string_view text) const { return write(std::string(text) + "\n"); }
  void close_input();
  void close_output();  ///< Nobody reads it any more.

  /// Reads until `text` comes, below what was last awaited. False at the end, and when time is up.
  bool sees(std::string_view text, std::chrono::milliseconds patience = kPatience);

  /// Reads to the end and waits for the program; see Child::wait().
  std::optional<int> wait_for_end(std::chrono::milliseconds patience = kPatience);

  const std::string& output() const { return output_; }
  Child& child() { return *child_; }

 private:
  bool read_some(std::chrono::steady_clock::time_point until);

  int in_ = -1;
  int out_ = -1;
  std::unique_ptr<Child> child_;
  std::string output_;
  std::size_t seen_ = 0;
};

}  // namespace parley::test
