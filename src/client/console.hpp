#pragma once

#include <span>
#include <string_view>

#include "ports/terminal.hpp"

namespace parley::client {

/// One person's terminal as the screens use it. What is printed is made harmless first (wire::printable),
/// whoever wrote it; only the menus' own fixed lines, which hold tabs, go through as they are.
class Console {
 public:
  explicit Console(Terminal& terminal) : terminal_(terminal) {}

  void print(Style style, std::string_view line);
  void success(std::string_view line) { print(Style::kSuccess, line); }
  void notice(std::string_view line) { print(Style::kNotice, line); }
  void error(std::string_view line) { print(Style::kError, line); }

  void print_menu(std::span<const std::string_view> lines);

  /// Opens a question. `prompt` outlives it: prompts are constants.
  void ask(std::string_view prompt, Echo echo = Echo::kVisible);
  void ask_again() { ask(prompt_, echo_); }

  /// Whether a question is open.
  bool asking() const { return asking_; }
  void take_answer() { asking_ = false; }

 private:
  Terminal& terminal_;
  std::string_view prompt_;
  Echo echo_ = Echo::kVisible;
  bool asking_ = false;
};

}  // namespace parley::client
