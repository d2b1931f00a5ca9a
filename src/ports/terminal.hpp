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

/// What a question asks for. Whoever records, answers or checks questions goes by this, never by the words on
/// the screen. The numbers stand on tapes: they never change, new ones are added at the end.
enum class QuestionKind : std::uint8_t {
  kRegistryAddress = 2,
  kWelcomeMenu,  ///< A choice of the menu for somebody who is not logged in;
  kMainMenu,     ///< of the menu for somebody who is.
  kUserName,     ///< Their own, to sign up or log in.
  kPassword,
  kPeerPort,
  kDetailedList,  ///< Yes or no: the list of people with their addresses?
  kSearchedUser,
  kNewRoom,     ///< The name of a room to create;
  kJoinedRoom,  ///< of one to join.
  kChatLine,    ///< What to say in the room.
};

/// The least and the greatest kind.
inline constexpr QuestionKind kFirstQuestion = QuestionKind::kRegistryAddress;
inline constexpr QuestionKind kLastQuestion = QuestionKind::kChatLine;

/// Secrets are hidden; everything else is shown as it is typed.
constexpr Echo echo_of(QuestionKind kind) {
  return kind == QuestionKind::kPassword ? Echo::kHidden : Echo::kVisible;
}

/// What is asked for, in words for messages: `a user name`. Also of a number that is no kind.
std::string_view describe(QuestionKind kind);

struct Question {
  QuestionKind kind{};
  std::string_view prompt;  ///< What the person reads in front of their answer; may be empty.
};

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

  /// Opens a question: shows its prompt and lets the next line through to on_line(), in a later turn. Lines
  /// typed while no question is open wait. Asking again before the answer replaces the prompt and keeps
  /// what was typed so far. Answers that echo_of() hides are not shown and never enter the history.
  virtual void ask(const Question& question) = 0;
};

}  // namespace parley
