#pragma once

#include <string_view>

#include "ports/terminal.hpp"
#include "screens/prompts.hpp"
#include "wire/text.hpp"

namespace parley::screens {

/// One person's terminal as the screens use it. What is printed is made harmless first (wire::printable),
/// whoever wrote it; only the menus' own fixed lines, which hold tabs, go through as they are.
class Console {
 public:
  explicit Console(Terminal& terminal) : terminal_(terminal) {}

  void print(Style style, std::string_view line) { terminal_.print(style, wire::printable(line)); }
  void success(std::string_view line) { print(Style::kSuccess, line); }
  void notice(std::string_view line) { print(Style::kNotice, line); }
  void error(std::string_view line) { print(Style::kError, line); }

  /// Opens a question; a menu's below the menu.
  void ask(QuestionKind kind) {
    for (const auto line : menu_of(kind)) terminal_.print(Style::kPrompt, line);
    open(kind);
  }
  void ask_again() { open(question_); }

  /// Whether a question is open.
  bool asking() const { return asking_; }
  void take_answer() { asking_ = false; }

 private:
  void open(QuestionKind kind) {
    question_ = kind;
    asking_ = true;
    terminal_.ask({kind, prompt_of(kind)});
  }

  Terminal& terminal_;
  QuestionKind question_{};  ///< The last one.
  bool asking_ = false;
};

}  // namespace parley::screens
