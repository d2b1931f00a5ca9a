// TtyTerminal on a terminal of its own, with someone who types and looks.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>

#include "tests/support/pty_program.hpp"

namespace parley::adapters {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::Not;

class TtyTerminalTest : public testing::Test {
 protected:
  void start(std::size_t columns = 40, std::size_t rows = 12) {
    talker_ = std::make_unique<test::PtyProgram>(test::Command{{PARLEY_TALKER}, {}, {}}, columns, rows);
    ASSERT_TRUE(talker_->is_asked("say:")) << talker_->text();
  }

  /// Someone says something meanwhile.
  void say() { talker_->child().signal(SIGUSR1); }

  /// The whole screen becomes this; what was there when nothing more comes is shown where it does not.
  void expect_screen(const std::vector<std::string>& lines) {
    EXPECT_TRUE(talker_->wait_until([&](const auto& shown) { return shown == lines; })) << talker_->text();
    EXPECT_EQ(talker_->screen().unknown(), 0u);
  }

  std::unique_ptr<test::PtyProgram> talker_;
};

constexpr const char* kUp = "\033[A";
constexpr const char* kDown = "\033[B";
constexpr const char* kLeft = "\033[D";
constexpr const char* kHome = "\033[H";

TEST_F(TtyTerminalTest, gives_whole_lines) {
  start();
  talker_->type_line("hello world");
  expect_screen({"ready", "say: hello world", "got: hello world 11", "say:"});
  talker_->type_line("");
  expect_screen({"ready", "say: hello world", "got: hello world 11", "say:", "got:  0", "say:"});
}

TEST_F(TtyTerminalTest, prints_above_what_is_being_typed) {
  start();
  talker_->type("hal");
  expect_screen({"ready", "say: hal"});
  say();
  expect_screen({"ready", "someone: hello", "say: hal"});
  talker_->type("f");
  say();
  expect_screen({"ready", "someone: hello", "someone: hello", "say: half"});
  EXPECT_EQ(talker_->screen().cursor(), (test::VtScreen::Position{3, 9}));
}

TEST_F(TtyTerminalTest, keeps_the_cursor_where_it_was_when_it_prints) {
  start();
  talker_->type(std::string("held") + kLeft + kLeft);
  expect_screen({"ready", "say: held"});
  say();
  expect_screen({"ready", "someone: hello", "say: held"});
  talker_->type("ra");
  expect_screen({"ready", "someone: hello", "say: herald"});
}

TEST_F(TtyTerminalTest, prints_above_a_line_that_takes_several_rows) {
  start(20, 8);
  const std::string text = "this line is so long that it is broken at the margin";
  talker_->type(text);
  expect_screen({"ready", "say: " + text});
  say();
  expect_screen({"ready", "someone: hello", "say: " + text});
  talker_->type(kHome);
  say();
  expect_screen({"ready", "someone: hello", "someone: hello", "say: " + text});
}

TEST_F(TtyTerminalTest, prints_above_a_line_that_just_fills_its_row) {
  for (std::size_t length = 13; length <= 17; ++length) {
    start(20, 8);
    const std::string text(length, 'x');
    talker_->type(text);
    expect_screen({"ready", "say: " + text});
    say();
    expect_screen({"ready", "someone: hello", "say: " + text});
    talker_->type_line("");
    expect_screen(
        {"ready", "someone: hello", "say: " + text, "got: " + text + " " + std::to_string(length), "say:"});
  }
}

TEST_F(TtyTerminalTest, prints_lines_that_are_longer_than_a_row) {
  start(20, 8);
  talker_->type_line("long");
  talker_->type("typed");
  expect_screen({"ready", "say: long", "got: long 4", "say: typed"});
  say();
  EXPECT_TRUE(talker_->sees("0123456789 0123456789 0123456789"));
  EXPECT_TRUE(talker_->is_asked("say: typed")) << talker_->text();
}

TEST_F(TtyTerminalTest, takes_wide_and_composed_characters) {
  start();
  talker_->type("漢字 wörld");
  expect_screen({"ready", "say: 漢字 wörld"});
  say();
  expect_screen({"ready", "someone: hello", "say: 漢字 wörld"});
  EXPECT_EQ(talker_->screen().cursor().column, 15u);
  talker_->type_line("\177\177\177\177\177\177\177!");
  expect_screen({"ready", "someone: hello", "say: 漢!", "got: 漢! 4", "say:"});
}

TEST_F(TtyTerminalTest, takes_a_character_that_arrives_in_pieces) {
  start();
  for (const char byte : std::string("漢\033[Dx")) talker_->type({&byte, 1});
  expect_screen({"ready", "say: x漢"});
}

TEST_F(TtyTerminalTest, leaves_out_bytes_that_are_no_text) {
  start();
  talker_->type_line(std::string("a\xff\xc0\x07\x1d b\0c", 9) + "\033[99~d\te");
  expect_screen({"ready", "say: a bcd e", "got: a bcd e 7", "say:"});
}

TEST_F(TtyTerminalTest, edits_within_the_line) {
  start();
  talker_->type_line(std::string("world") + kHome + "hello \005!\001\004H");
  expect_screen({"ready", "say: Hello world!", "got: Hello world! 12", "say:"});
  talker_->type_line("one two three\027\027\031\033bx\013y");
  EXPECT_TRUE(talker_->sees("got: one xy 6")) << talker_->text();
}

TEST_F(TtyTerminalTest, brings_earlier_lines_back) {
  start();
  talker_->type_line("first");
  talker_->type_line("second");
  talker_->type(std::string("draft") + kUp + kUp);
  EXPECT_TRUE(talker_->is_asked("say: first")) << talker_->text();
  talker_->type(kDown);
  EXPECT_TRUE(talker_->is_asked("say: second"));
  talker_->type(kDown);
  EXPECT_TRUE(talker_->is_asked("say: draft"));
  talker_->type(std::string(kUp));
  EXPECT_TRUE(talker_->is_asked("say: second"));
  say();
  EXPECT_TRUE(talker_->sees("someone: hello"));
  EXPECT_TRUE(talker_->is_asked("say: second"));
  talker_->type_line("");
  EXPECT_TRUE(talker_->sees("got: second 6"));
  talker_->type(kUp);
  EXPECT_TRUE(talker_->is_asked("say: second"));
}

TEST_F(TtyTerminalTest, shows_nothing_of_a_hidden_answer_and_forgets_it) {
  start();
  talker_->type_line("hide");
  ASSERT_TRUE(talker_->is_asked("secret:"));
  talker_->type("pass\177");
  say();
  expect_screen({"ready", "say: hide", "got: hide 4", "someone: hello", "secret:"});
  talker_->type_line("s wörd");
  expect_screen(
      {"ready", "say: hide", "got: hide 4", "someone: hello", "secret:", "got: pass wörd 10", "say:"});
  talker_->type(kUp);
  EXPECT_TRUE(talker_->is_asked("say: hide")) << talker_->text();
}

TEST_F(TtyTerminalTest, lets_nothing_of_the_history_into_a_hidden_answer) {
  start();
  talker_->type_line("hide");
  ASSERT_TRUE(talker_->is_asked("secret:"));
  talker_->type_line(std::string(kUp) + "x\025y" + kLeft + "z");
  EXPECT_TRUE(talker_->sees("got: yz 2")) << talker_->text();
}

TEST_F(TtyTerminalTest, lets_lines_typed_ahead_wait_unseen) {
  start();
  talker_->type("stop\rone\rtwo\rthree");
  EXPECT_TRUE(talker_->sees("got: stop 4"));
  expect_screen({"ready", "say: stop", "got: stop 4"});
  say();
  expect_screen({"ready", "say: stop", "got: stop 4", "someone: hello", "say: one", "got: one 3", "say: two",
                 "got: two 3", "say: three"});
}

TEST_F(TtyTerminalTest, forgets_what_was_typed_ahead_when_a_key_acts_at_once) {
  start();
  talker_->type_line("stop");
  ASSERT_TRUE(talker_->sees("got: stop 4"));
  talker_->type("ahead\032x");  // ^Z, which the system ignores where there is no shell
  say();
  EXPECT_TRUE(talker_->is_asked("say: x")) << talker_->text();
}

TEST_F(TtyTerminalTest, replaces_the_prompt_and_keeps_what_is_typed) {
  start();
  talker_->type_line("replace");
  talker_->type(std::string("typed") + kLeft);
  ASSERT_TRUE(talker_->is_asked("say: typed"));
  say();
  ASSERT_TRUE(talker_->is_asked("instead: typed")) << talker_->text();
  talker_->type_line("X");
  EXPECT_TRUE(talker_->sees("got: typeXd 6"));
}

TEST_F(TtyTerminalTest, bounds_a_line) {
  start();
  talker_->type(std::string(1024, 'a'));
  for (int i = 1; i < 17; ++i) {
    talker_->type(std::string(1024, 'a'));
    ASSERT_TRUE(talker_->wait_until([](const auto&) { return true; }));
  }
  talker_->type_line("");
  EXPECT_TRUE(talker_->sees(" 16384")) << talker_->text().size();
}

TEST_F(TtyTerminalTest, draws_anew_when_the_terminal_changes_its_size) {
  start(60, 10);
  const std::string text = "a line that is just about as long as the row it is on";
  talker_->type(text);
  expect_screen({"ready", "say: " + text});
  talker_->resize(30, 10);
  say();
  expect_screen({"ready", "someone: hello", "say: " + text});
  talker_->resize(70, 14);
  say();
  expect_screen({"ready", "someone: hello", "someone: hello", "say: " + text});
}

TEST_F(TtyTerminalTest, colours_lines_by_their_style) {
  start();
  talker_->type_line("styles");
  ASSERT_TRUE(talker_->sees("other"));
  const auto lines = talker_->screen().styled_transcript();
  EXPECT_THAT(lines, Contains("<yellow>ready</>"));
  EXPECT_THAT(lines, Contains("<magenta>say:</> styles"));
  EXPECT_THAT(lines, Contains("plain"));
  EXPECT_THAT(lines, Contains("<magenta>prompt</>"));
  EXPECT_THAT(lines, Contains("<green>success</>"));
  EXPECT_THAT(lines, Contains("<yellow>notice</>"));
  EXPECT_THAT(lines, Contains("<red>error</>"));
  EXPECT_THAT(lines, Contains("<blue>other</>"));
}

TEST_F(TtyTerminalTest, edits_without_colours_when_they_are_not_wanted) {
  talker_ = std::make_unique<test::PtyProgram>(test::Command{{PARLEY_TALKER}, {{"NO_COLOR", "1"}}, {}});
  ASSERT_TRUE(talker_->is_asked("say:"));
  talker_->type_line(std::string("bc") + kHome + "a");
  ASSERT_TRUE(talker_->sees("got: abc 3"));
  EXPECT_EQ(talker_->screen().styled_transcript(), talker_->screen().transcript());
}

}  // namespace
}  // namespace parley::adapters
