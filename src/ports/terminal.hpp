#pragma once

#include <cstdint>
#include <string_view>

namespace parley {

/// What a line means; the terminal knows the colour (docs/screens.md).
enum class Style : std::uint8_t {
  kPlain,
  kPrompt,   ///< magenta
  kSuccess,  ///< green
  kNotice,   ///< yellow
  kError,    ///< red
  kOther,    ///< blue: what another person wrote
};

enum class Echo : std::uint8_t { kVisible, kHidden };

/// Takes what a person types.
class TerminalHandler {
 public:
  /// A line that answers the last ask(), without its line end. It may hold any bytes.
  virtual void on_line(std::string_view line) = 0;

  /// No line will ever come again: the pipe ended, or the person typed ^D at an empty prompt.
  virtual void on_end_of_input() = 0;

  /// The person pressed ^C, or the system asks the program to end.
  virtual void on_interrupt() = 0;

 protected:
  ~TerminalHandler() = default;
};

/// One person's screen and keyboard. Printing above an open question leaves what is being typed whole.
class Terminal {
 public:
  virtual ~Terminal() = default;

  /// Called once, before the first ask(). The handler outlives the terminal's last turn, or is taken
  /// away with nullptr.
  virtual void set_handler(TerminalHandler* handler) = 0;

  /// Prints one line of UTF-8 without control characters; the line end is added.
  virtual void print(Style style, std::string_view line) = 0;

  /// Opens a question: shows `prompt` and lets the next line through to on_line(), in a later turn. Lines
  /// typed while no question is open wait. Asking again before the answer replaces the prompt and keeps
  /// what was typed so far. Hidden answers are not shown and never enter the history.
  virtual void ask(std::string_view prompt, Echo echo) = 0;
};

}  // namespace parley
