#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ports/terminal.hpp"

namespace parley::sim {

class NodePorts;

/// A line as it stands on the screen. A question's line is its prompt with what was typed behind it.
struct ScreenLine {
  Style style = Style::kPlain;
  std::string text;
  bool operator==(const ScreenLine&) const = default;
};

/// One person's screen and keyboard, in the form that a terminal emulator would make of the real
/// program's output: each printed line is a line; an open question is the last one, and what is printed
/// meanwhile comes to stand above it. The screen stays when the program ends.
class SimTerminal final : public Terminal {
 public:
  explicit SimTerminal(NodePorts& node) : node_(node) {}

  void set_handler(TerminalHandler* handler) override { handler_ = handler; }
  void print(Style style, std::string_view line) override;
  void ask(const Question& question) override;

  // The person. What is typed waits until the program asks; ^C does not wait, and clears what waits, as a
  // real terminal does. Behind the end of input nothing is read any more.
  void type_line(std::string_view text);
  void end_input();
  void interrupt();

  bool is_asking() const { return asking_; }
  QuestionKind question() const { return question_; }    ///< Meaningful while is_asking(),
  const std::string& prompt() const { return prompt_; }  ///< as this.
  std::size_t typed_ahead() const { return typed_.size(); }

  /// Lines that came to stand on the screen so far, kept or not: a mark for line().
  std::size_t line_count() const { return forgotten_ + lines_.size(); }
  std::size_t first_kept() const { return forgotten_; }
  const ScreenLine& line(std::size_t index) const { return lines_[index - forgotten_]; }

  /// All lines kept, and the open question's.
  std::vector<ScreenLine> screen() const;

  /// Keeps about the newest `lines`, up to twice as many; 0 keeps none.
  void keep(std::size_t lines) { capacity_ = lines; }

  /// Called with each line that comes to stand, and with nullptr when a question opens. It may type, and
  /// use World::at(); nothing else.
  void set_observer(std::function<void(const ScreenLine*)> observer) { observer_ = std::move(observer); }

  // For the node.
  void on_typed();
  void end_program();

 private:
  struct Input {
    bool is_end = false;
    std::string text;
  };

  void add_line(Style style, std::string_view text);
  void schedule();
  void take(const Input& input);

  NodePorts& node_;
  TerminalHandler* handler_ = nullptr;
  bool asking_ = false;
  bool scheduled_ = false;
  bool interrupted_ = false;
  bool ended_ = false;
  QuestionKind question_{};
  std::string prompt_;
  std::vector<Input> typed_;
  std::vector<ScreenLine> lines_;
  std::size_t forgotten_ = 0;
  std::size_t capacity_ = 1'000;
  std::function<void(const ScreenLine*)> observer_;
};

}  // namespace parley::sim
