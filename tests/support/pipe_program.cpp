#include "tests/support/pipe_program.hpp"

namespace parley::test {
namespace {

using Clock = std::chrono::steady_clock;

ChildOptions with_pipes() {
  ChildOptions options;
  options.input = options.output = Redirect::kPipe;
  return options;
}

}  // namespace

PipeProgram::PipeProgram(const Command& command) : child_(command, with_pipes()) {}

bool PipeProgram::sees(std::string_view text, std::chrono::milliseconds patience) {
  const auto until = Clock::now() + patience;
  for (;;) {
    if (const auto at = output_.find(text, seen_); at != std::string::npos) {
      seen_ = at + text.size();
      return true;
    }
    if (!child_.read_output(output_, until)) return false;
  }
}

std::optional<int> PipeProgram::wait_for_end(std::chrono::milliseconds patience) {
  const auto until = Clock::now() + patience;
  while (child_.read_output(output_, until)) {
  }
  return child_.wait(patience);
}

}  // namespace parley::test
