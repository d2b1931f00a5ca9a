#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/child.hpp"
#include "tests/support/vt_screen.hpp"

namespace parley::test {

/// A program on a terminal of its own, with a person who types and looks. Nothing is read from it but in
/// the calls below.
class PtyProgram {
 public:
  static constexpr std::size_t kColumns = 120;
  static constexpr std::size_t kRows = 40;

  /// TERM is xterm-256color and NO_COLOR is not set, unless `command` says otherwise.
  explicit PtyProgram(const Command& command, std::size_t columns = kColumns, std::size_t rows = kRows);

  void type(std::string_view text) const;
  void type_line(std::string_view text) const { type(std::string(text) + "\r"); }

  /// Looks until the transcript satisfies `good`. False where it does not in time, or the program ends.
  bool wait_until(const std::function<bool(const std::vector<std::string>&)>& good,
                  std::chrono::milliseconds patience = kPatience);

  /// Looks until a line below what was last awaited holds `text`; the next look begins below that line.
  bool sees(std::string_view text, std::chrono::milliseconds patience = kPatience);

  /// Looks until the last line is `text` (without blanks at its end): the question that is open.
  bool is_asked(std::string_view text, std::chrono::milliseconds patience = kPatience);

  /// Waits for the end, looking on; see ChildProcess::wait().
  std::optional<int> wait_for_end(std::chrono::milliseconds patience = kPatience);

  void resize(std::size_t columns, std::size_t rows);
  void hang_up() { child_.hang_up(); }  ///< The terminal goes away.
  bool echoes() const;  ///< Whether the terminal's own echo is on: as it was before, once the program ended.

  const VtScreen& screen() const { return screen_; }
  ChildProcess& child() { return child_; }
  std::string text() const;  ///< The transcript, for messages.

 private:
  bool look(std::chrono::steady_clock::time_point until);

  ChildProcess child_;
  VtScreen screen_;
  std::size_t seen_ = 0;  ///< Lines of the transcript that sees() has passed.
};

}  // namespace parley::test
