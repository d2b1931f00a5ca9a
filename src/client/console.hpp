#pragma once

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

  /// Opens a question, below its menu.
  void ask_menu(QuestionKind kind);
  void ask(QuestionKind kind);
  void ask_again() { ask(question_); }

  /// Whether a question is open.
  bool asking() const { return asking_; }
  void take_answer() { asking_ = false; }

 private:
  Terminal& terminal_;
  QuestionKind question_{};  ///< The last one.
  bool asking_ = false;
};

}  // namespace parley::client
