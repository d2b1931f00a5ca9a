#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ports/terminal.hpp"
#include "sim/process/child_process.hpp"
#include "sim/process/vt_screen.hpp"

namespace parley::sim::real {

/// What a person reads on the terminal of a peer: the lines that stand, and the question that is open.
/// The line of the cursor is not one of them yet: it is a question being asked or answered, or half a
/// line. A line that stands stays.
///
/// The programs say nowhere that they ask; it is seen as a person sees it, by the words
/// (screens/prompts.hpp). In a chat room nothing is asked in words: there the question is empty, from the
/// welcome to the `q`.
class PtyScreen {
 public:
  static constexpr process::TerminalSize kSize{.columns = 120, .rows = 40};

  void feed(std::string_view bytes);

  /// Another program begins on this terminal, below what stands; a question that was open when the last one
  /// was killed stands there for ever, the one without words as an empty line.
  void begin_program();

  const std::vector<std::string>& lines() const;
  /// Without the blank at its end; valid until the next feed().
  std::optional<std::string_view> question() const;
  bool asks(QuestionKind kind) const;  ///< As far as the screen tells: both rooms' questions look alike.
  std::string room() const;            ///< Whose chat is open; empty: none.
  std::size_t unknown() const { return emulator_.unknown(); }

 private:
  struct View {
    std::vector<std::string> lines;
    std::string open_line;  ///< Where the cursor is.
    std::string room;
  };
  const View& view() const;
  std::string room_in(const std::vector<std::string>& lines) const;

  process::VtScreen emulator_{kSize.columns, kSize.rows};
  std::size_t program_begins_ = 0;  ///< The first line of the program that runs.
  mutable std::optional<View> view_;
};

/// Whether these are the words of a question of the peer's menus.
bool is_question(std::string_view text);

}  // namespace parley::sim::real
