#pragma once

#include <histedit.h>

#include <deque>
#include <memory>
#include <string>
#include <string_view>

#include "adapters/terminal/keys.hpp"
#include "adapters/terminal/text_output.hpp"

namespace parley::adapters {

/// One line at a time, edited with libedit on a terminal, key by key: it never waits for input. Between
/// hide() and show() the line is off the screen and the cursor at the start of the row where it was, so
/// that others may print whole lines there.
class LineEditor {
 public:
  /// The terminal's name as in TERM. `output` is the terminal too, and outlives the editor.
  LineEditor(int input_fd, TextOutput& output, const std::string& terminal_name);
  ~LineEditor();
  LineEditor(const LineEditor&) = delete;
  LineEditor& operator=(const LineEditor&) = delete;

  static constexpr std::size_t kMaxCharacters = 16 * 1024;  ///< Of a line; more are not taken.

  /// Shows an empty line behind `prompt`, which may hold colours between marks of kInvisible.
  void open(std::string_view prompt);
  void close();  ///< Leaves the line as it stands, and the cursor on the row below.
  bool is_open() const { return open_; }

  void press(const Key& key);
  std::string text() const;
  void remember(const std::string& line);  ///< Puts a line into the history.

  void set_prompt(std::string_view prompt);  ///< While it is hidden.
  void set_text(std::string_view text);      ///< While it is hidden; the cursor goes behind it.
  void hide();
  void show();

  /// Draws the line anew where the screen is no longer as wide as it was. The calls above do so
  /// themselves: they may come before the news of it.
  void follow_size();

  /// Draws the line anew: others have used the terminal.
  void redraw();

  static constexpr char kInvisible = '\001';  ///< Before and after what takes no room in a prompt.

 private:
  static char* give_prompt(EditLine* editor);
  static int give_key(EditLine* editor, wchar_t* key);
  static LineEditor& self(EditLine* editor);

  void set_up(const std::string& terminal_name);
  void set_modes();
  void feed(wchar_t key);
  int columns() const;

  struct End {
    void operator()(EditLine* editor) const { el_end(editor); }
    void operator()(History* history) const { history_end(history); }
    void operator()(std::FILE* file) const { std::fclose(file); }
  };

  int input_fd_;
  TextOutput& output_;
  std::unique_ptr<std::FILE, End> input_;
  std::unique_ptr<std::FILE, End> errors_;  ///< libedit's complaints go nowhere.
  std::unique_ptr<History, End> history_;
  std::unique_ptr<EditLine, End> editor_;
  std::string prompt_;
  std::wstring visible_prompt_;
  std::deque<wchar_t> keys_;
  bool open_ = false;
  int drawn_columns_ = 0;  ///< The width for which the line stands on the screen.
};

}  // namespace parley::adapters
