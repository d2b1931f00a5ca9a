#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>

#include "tests/support/pipe_program.hpp"
#include "tests/support/pty_program.hpp"

namespace parley::test {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;

TEST(PtyProgram, shows_what_a_program_prints_and_how_it_ends) {
  PtyProgram shell({{"/bin/sh", "-c", "printf 'name? '; read x; echo \"you are $x\"; exit 7"}, {}, {}});
  ASSERT_TRUE(shell.is_asked("name?"));
  shell.type_line("alice");
  EXPECT_TRUE(shell.sees("you are alice"));
  EXPECT_EQ(shell.wait_for_end(), 7);
  EXPECT_THAT(shell.screen().transcript(), ElementsAre("name? alice", "you are alice"));
}

TEST(PtyProgram, sees_each_line_once) {
  PtyProgram shell({{"/bin/sh", "-c", "echo one; echo two"}, {}, {}});
  EXPECT_TRUE(shell.sees("two"));
  EXPECT_FALSE(shell.sees("one"));
}

TEST(PtyProgram, has_a_size_that_changes) {
  PtyProgram shell({{"/bin/sh", "-c", "stty size; read x; stty size"}, {}, {}}, 50, 10);
  EXPECT_TRUE(shell.sees("10 50"));
  shell.resize(70, 20);
  shell.type_line("");
  EXPECT_TRUE(shell.sees("20 70"));
}

TEST(PtyProgram, gives_up_when_time_is_up) {
  PtyProgram shell({{"/bin/cat"}, {}, {}});
  EXPECT_FALSE(shell.sees("never", 1ms));
}

TEST(PipeProgram, writes_and_reads) {
  PipeProgram cat({{"/bin/cat"}, {}, {}});
  EXPECT_TRUE(cat.write_line("hello"));
  EXPECT_TRUE(cat.sees("hello\n"));
  cat.close_input();
  EXPECT_EQ(cat.wait_for_end(), 0);
  EXPECT_FALSE(cat.sees("hello"));
}

TEST(PipeProgram, tells_the_signal_that_ended_a_program) {
  PipeProgram cat({{"/bin/cat"}, {}, {}});
  cat.child().signal(SIGTERM);
  EXPECT_EQ(cat.wait_for_end(), -SIGTERM);
}

TEST(PipeProgram, hands_the_environment_over) {
  PipeProgram shell({{"/bin/sh", "-c", "echo \"$GREETING-$HOME-\""}, {{"GREETING", "hi"}}, {"HOME"}});
  EXPECT_TRUE(shell.sees("hi--\n"));
}

TEST(PipeProgram, tells_a_program_that_is_not_there) {
  PipeProgram none({{"/none/such"}, {}, {}});
  EXPECT_EQ(none.wait_for_end(), 127);
}

}  // namespace
}  // namespace parley::test
