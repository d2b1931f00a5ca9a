#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "adapters/terminal/process_terminal.hpp"
#include "adapters/terminal/text_output.hpp"

namespace parley::adapters {

/// The Terminal where there is nothing to draw on: a pipe, a file, a dumb terminal. A prompt is printed
/// without a line end, the answer is not shown, and the next output begins a new line. It reads no
/// further than the questions go: what is typed ahead waits in the pipe. A line's bytes beyond
/// kMaxLineBytes are dropped. On a terminal, hidden answers are not echoed.
class PipeTerminal final : public ProcessTerminal {
 public:
  static constexpr std::size_t kMaxLineBytes = 64 * 1024;

  PipeTerminal(int input_fd, int output_fd, Colours colours, TerminalLoop loop);
  ~PipeTerminal() override;
  PipeTerminal(const PipeTerminal&) = delete;
  PipeTerminal& operator=(const PipeTerminal&) = delete;

  void set_handler(TerminalHandler* handler) override { handler_ = handler; }
  void print(Style style, std::string_view line) override;
  void ask(const Question& question) override;
  void interrupt() override;

 private:
  void end_prompt_row();
  void set_echo(Echo echo);
  void schedule();
  void advance();
  void read_more();
  void deliver(std::string line);
  void end_input();
  void write(std::string_view text);
  void watch(bool wanted);

  int input_fd_;
  TextOutput output_;
  Colours colours_;
  TerminalLoop loop_;
  TerminalHandler* handler_ = nullptr;

  std::string bytes_;  ///< Read and not yet delivered: at most a read's worth beyond a line.
  bool asking_ = false;
  bool row_open_ = false;  ///< The output stands behind a prompt.
  bool scheduled_ = false;
  bool watched_ = false;
  bool skipping_ = false;  ///< The rest of a line that is too long.
  bool at_end_ = false;    ///< Of the input.
  bool told_end_ = false;
  Echo echo_ = Echo::kVisible;
  std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
};

}  // namespace parley::adapters
