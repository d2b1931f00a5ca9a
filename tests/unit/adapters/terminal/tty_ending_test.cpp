// How TtyTerminal ends, stops and goes on, and what it leaves behind.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>

#include "tests/support/pty_program.hpp"

namespace parley::adapters {
namespace {

using testing::ElementsAre;

class TtyEnding : public testing::Test {
 protected:
  void SetUp() override { ASSERT_TRUE(talker_.is_asked("say:")) << talker_.text(); }

  void expect_end(int exit_code) {
    EXPECT_EQ(talker_.wait_for_end(), exit_code);
    EXPECT_TRUE(talker_.echoes());
  }

  test::PtyProgram talker_{{{PARLEY_TALKER}, {}, {}}};
};

TEST_F(TtyEnding, is_silent_while_it_lives) { EXPECT_FALSE(talker_.echoes()); }

TEST_F(TtyEnding, puts_the_terminal_back) {
  talker_.type_line("quit");
  expect_end(0);
  EXPECT_THAT(talker_.screen().transcript(), ElementsAre("ready", "say: quit", "got: quit 4"));
  EXPECT_EQ(talker_.screen().cursor(), (test::VtScreen::Position{3, 0}));
}

TEST_F(TtyEnding, tells_the_end_of_input_on_an_empty_line) {
  talker_.type("\004");
  expect_end(4);
  EXPECT_THAT(talker_.screen().transcript(), ElementsAre("ready", "say:", "end of input"));
}

TEST_F(TtyEnding, deletes_where_the_line_is_not_empty) {
  talker_.type("ab\033[D\004\r");
  EXPECT_TRUE(talker_.sees("got: a 1"));
  talker_.type("\004");
  expect_end(4);
}

TEST_F(TtyEnding, tells_the_end_of_input_on_an_empty_hidden_line) {
  talker_.type_line("hide");
  ASSERT_TRUE(talker_.is_asked("secret:"));
  talker_.type("x\004\177\004");
  expect_end(4);
}

TEST_F(TtyEnding, interrupts_at_once_whatever_waits) {
  talker_.type("half a line");
  ASSERT_TRUE(talker_.is_asked("say: half a line"));
  talker_.type("\003");
  expect_end(130);
  EXPECT_THAT(talker_.screen().transcript(), ElementsAre("ready", "interrupted", "say: half a line"));
  EXPECT_EQ(talker_.screen().cursor(), (test::VtScreen::Position{3, 0}));
}

TEST_F(TtyEnding, interrupts_while_no_question_is_open) {
  talker_.type("stop\r");
  ASSERT_TRUE(talker_.sees("got: stop 4"));
  talker_.type("ahead\003");
  expect_end(130);
}

TEST_F(TtyEnding, interrupts_when_the_system_asks) {
  talker_.child().signal(SIGTERM);
  expect_end(130);
}

TEST_F(TtyEnding, puts_the_terminal_back_when_it_dies) {
  talker_.type_line("abort");
  expect_end(-SIGABRT);
}

TEST_F(TtyEnding, puts_the_terminal_back_when_the_person_kills_it) {
  talker_.type("\034");
  expect_end(-SIGQUIT);
}

TEST_F(TtyEnding, ends_its_input_when_the_terminal_goes_away) {
  talker_.hang_up();
  EXPECT_EQ(talker_.wait_for_end(), 4);
}

TEST_F(TtyEnding, goes_on_after_a_stop) {
  talker_.type("half");
  ASSERT_TRUE(talker_.is_asked("say: half"));
  talker_.child().signal(SIGSTOP);
  talker_.child().signal(SIGCONT);
  talker_.type_line(" whole");
  EXPECT_TRUE(talker_.sees("got: half whole 10")) << talker_.text();
}

TEST(TtyJob, leaves_the_terminal_fit_for_others) {
  test::PtyProgram shell({{"/bin/sh", "-c", "'" PARLEY_TALKER "'; echo over; cat"}, {}, {}});
  ASSERT_TRUE(shell.is_asked("say:"));
  shell.type_line("quit");
  ASSERT_TRUE(shell.sees("over"));
  for (const char* line : {"one", "two"}) {  // cat reads on after the first
    shell.type_line(line);
    EXPECT_TRUE(shell.sees(line));
    EXPECT_TRUE(shell.sees(line)) << shell.text();
  }
}

/// A shell with job control that leaves the terminal's mode as its job did.
TEST(TtyJob, gives_the_terminal_back_while_it_is_stopped) {
  test::PtyProgram shell({{"/bin/dash", "-i"}, {{"PS1", "$ "}}, {"ENV"}});
  ASSERT_TRUE(shell.is_asked("$"));
  shell.type_line(PARLEY_TALKER);
  ASSERT_TRUE(shell.is_asked("say:")) << shell.text();
  shell.type("half");
  ASSERT_TRUE(shell.is_asked("say: half"));
  shell.type("\032");
  ASSERT_TRUE(shell.is_asked("$")) << shell.text();
  EXPECT_TRUE(shell.echoes());
  shell.type_line("fg");
  ASSERT_TRUE(shell.is_asked("say: half")) << shell.text();
  EXPECT_FALSE(shell.echoes());
  shell.type_line(" whole");
  EXPECT_TRUE(shell.sees("got: half whole 10")) << shell.text();
  shell.type_line("quit");
  EXPECT_TRUE(shell.is_asked("$"));
  shell.type_line("exit");
  EXPECT_EQ(shell.wait_for_end(), 0);
}

}  // namespace
}  // namespace parley::adapters
