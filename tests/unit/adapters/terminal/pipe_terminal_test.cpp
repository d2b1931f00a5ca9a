#include "adapters/terminal/pipe_terminal.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>

#include "tests/support/pipe_program.hpp"
#include "tests/support/pty_program.hpp"
#include "tests/support/temporary_folder.hpp"

namespace parley::adapters {
namespace {

using test::Command;
using test::PipeProgram;
using test::PtyProgram;

TEST(PipeTerminal, prints_prompts_and_lines_plainly) {
  PipeProgram talker({{PARLEY_TALKER}, {{"TERM", "xterm"}}, {"NO_COLOR"}});
  ASSERT_TRUE(talker.write("hello\nquit\n"));
  EXPECT_EQ(talker.wait_for_end(), 0);
  EXPECT_EQ(talker.output(), "ready\nsay: \ngot: hello 5\nsay: \ngot: quit 4\n");
}

TEST(PipeTerminal, ends_with_the_input) {
  PipeProgram talker({{PARLEY_TALKER}, {}, {}});
  talker.close_input();
  EXPECT_EQ(talker.wait_for_end(), 4);
  EXPECT_EQ(talker.output(), "ready\nsay: \nend of input\n");
}

TEST(PipeTerminal, takes_a_last_line_without_an_end) {
  PipeProgram talker({{PARLEY_TALKER}, {}, {}});
  ASSERT_TRUE(talker.write("one\ntwo"));
  talker.close_input();
  EXPECT_EQ(talker.wait_for_end(), 4);
  EXPECT_TRUE(talker.sees("got: one 3\n"));
  EXPECT_TRUE(talker.sees("got: two 3\n"));
}

TEST(PipeTerminal, takes_a_line_that_arrives_in_pieces) {
  PipeProgram talker({{PARLEY_TALKER}, {}, {}});
  for (const char byte : std::string("hello\r\n")) ASSERT_TRUE(talker.write({&byte, 1}));
  EXPECT_TRUE(talker.sees("got: hello 5\n"));
}

TEST(PipeTerminal, begins_a_new_line_behind_an_open_prompt) {
  PipeProgram talker({{PARLEY_TALKER}, {}, {}});
  ASSERT_TRUE(talker.sees("ready\nsay: "));
  talker.child().signal(SIGUSR1);
  EXPECT_TRUE(talker.sees("\nsomeone: hello\n"));
}

TEST(PipeTerminal, lets_lines_wait_until_it_is_asked) {
  PipeProgram talker({{PARLEY_TALKER}, {}, {}});
  ASSERT_TRUE(talker.write("stop\none\n"));
  ASSERT_TRUE(talker.sees("got: stop 4\n"));
  talker.child().signal(SIGUSR1);
  EXPECT_TRUE(talker.sees("someone: hello\nsay: \ngot: one 3\n"));
}

TEST(PipeTerminal, hands_on_any_bytes) {
  PipeProgram talker({{PARLEY_TALKER}, {}, {}});
  ASSERT_TRUE(talker.write(std::string("a\0\xff\n", 4)));
  EXPECT_TRUE(talker.sees(std::string("got: a\0\xff 3\n", 11)));
}

TEST(PipeTerminal, cuts_a_line_at_its_bound_and_takes_the_next_whole) {
  for (const std::size_t excess : {0u, 1u, 5000u, 200'000u}) {
    PipeProgram talker({{PARLEY_TALKER}, {}, {}});
    ASSERT_TRUE(talker.write(std::string(PipeTerminal::kMaxLineBytes + excess, 'x') + "\nnext\n"));
    EXPECT_TRUE(talker.sees(" 65536\n"));
    EXPECT_TRUE(talker.sees("got: next 4\n"));
  }
}

TEST(PipeTerminal, ends_when_nobody_reads_it) {
  PipeProgram talker({{PARLEY_TALKER}, {}, {}});
  ASSERT_TRUE(talker.sees("say: "));
  talker.close_output();
  ASSERT_TRUE(talker.write_line("hello"));
  EXPECT_EQ(talker.wait_for_end(), 4);
}

TEST(PipeTerminal, reads_a_file_and_nothing) {
  const test::TemporaryFolder folder;
  test::write_text(folder / "answers", "one\nquit\n");
  const auto run = [&](const std::string& input) {
    return Command{{"/bin/sh", "-c", "exec '" PARLEY_TALKER "' < " + input}, {}, {}};
  };
  PipeProgram with_file(run((folder / "answers").string()));
  EXPECT_EQ(with_file.wait_for_end(), 0);
  EXPECT_TRUE(with_file.sees("got: one 3\n"));
  PipeProgram with_nothing(run("/dev/null"));
  EXPECT_EQ(with_nothing.wait_for_end(), 4);
}

TEST(PipeTerminal, interrupts_when_the_system_asks) {
  PipeProgram talker({{PARLEY_TALKER}, {}, {}});
  ASSERT_TRUE(talker.sees("say: "));
  talker.child().signal(SIGTERM);
  EXPECT_EQ(talker.wait_for_end(), 130);
  EXPECT_TRUE(talker.sees("\ninterrupted\n"));
}

TEST(PipeTerminal, has_colours_where_only_the_output_is_a_terminal) {
  PtyProgram talker({{"/bin/sh", "-c", "echo quit | '" PARLEY_TALKER "'"}, {}, {}});
  ASSERT_TRUE(talker.sees("got: quit 4"));
  EXPECT_EQ(talker.screen().styled_transcript().front(), "<yellow>ready</>");
}

TEST(PipeTerminal, serves_a_dumb_terminal_and_hides_what_is_secret) {
  PtyProgram talker({{PARLEY_TALKER}, {{"TERM", "dumb"}}, {}});
  ASSERT_TRUE(talker.is_asked("say:"));
  EXPECT_TRUE(talker.echoes());
  talker.type_line("hide");
  ASSERT_TRUE(talker.is_asked("secret:"));
  EXPECT_FALSE(talker.echoes());
  talker.type_line("password");
  ASSERT_TRUE(talker.sees("got: password 8"));
  EXPECT_TRUE(talker.echoes());
  EXPECT_EQ(talker.screen().styled_transcript(), talker.screen().transcript());
}

}  // namespace
}  // namespace parley::adapters
