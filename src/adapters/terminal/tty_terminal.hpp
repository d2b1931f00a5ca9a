#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "adapters/terminal/keys.hpp"
#include "adapters/terminal/line_editor.hpp"
#include "adapters/terminal/process_terminal.hpp"
#include "adapters/terminal/text_output.hpp"
#include "adapters/terminal/tty_guard.hpp"

namespace parley::adapters {

/// The Terminal where a person sits: lines are edited in place, with history, and what is printed
/// meanwhile comes to stand above the line being typed. Keys pressed while no question is open wait,
/// unseen. ^C, ^Z and ^\ act at once, whatever waits.
class TtyTerminal final : public ProcessTerminal {
 public:
  TtyTerminal(const TerminalOptions& options, Colours colours, TerminalLoop loop);
  ~TtyTerminal() override;
  TtyTerminal(const TtyTerminal&) = delete;
  TtyTerminal& operator=(const TtyTerminal&) = delete;

  void set_handler(TerminalHandler* handler) override { handler_ = handler; }
  void print(Style style, std::string_view line) override;
  void ask(const Question& question) override;
  void interrupt() override;

 private:
  void on_readable();
  void on_signal();
  bool take_signal_keys(std::string_view& bytes);
  void suspend();
  void schedule();
  void advance();
  void press(const Key& key);
  void press_hidden(const Key& key);
  void deliver();
  void lose_terminal();
  void end_input();
  bool line_is_empty() const;
  std::string prompt_text(std::string_view prompt) const;

  int input_fd_;
  TtyGuard guard_;  ///< Before the editor: it puts the terminal back after it.
  TextOutput output_;
  LineEditor editor_;
  Colours colours_;
  TerminalLoop loop_;
  TerminalHandler* handler_ = nullptr;

  KeyReader keys_;
  Echo echo_ = Echo::kVisible;
  std::wstring hidden_;  ///< What was typed so far where it is not shown, else empty.
  bool scheduled_ = false;
  bool lost_ = false;   ///< The terminal is gone.
  bool ended_ = false;  ///< on_end_of_input() was called.
  std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
};

}  // namespace parley::adapters
