#include "sim/world/sim_terminal.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sim/world/node.hpp"
#include "sim/world/world.hpp"

namespace parley::sim {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;

struct Reader final : TerminalHandler {
  std::vector<std::string> lines;
  int ends = 0;
  int interrupts = 0;
  void on_line(std::string_view line) override { lines.emplace_back(line); }
  void on_end_of_input() override { ++ends; }
  void on_interrupt() override { ++interrupts; }
};

class SimTerminals : public testing::Test {
 protected:
  SimTerminals() { terminal_.set_handler(&reader_); }
  void settle() { world_.run_for(1ms); }
  std::vector<std::string> texts() const {
    std::vector<std::string> texts;
    for (const auto& line : terminal_.screen()) texts.push_back(line.text);
    return texts;
  }

  World world_;
  Node& node_ = world_.add_node("ann");
  SimTerminal& terminal_ = node_.terminal();
  Reader reader_;
};

TEST_F(SimTerminals, show_the_answer_behind_its_prompt) {
  terminal_.ask({QuestionKind::kUserName, "username: "});
  terminal_.type_line("ann");
  EXPECT_THAT(reader_.lines, IsEmpty());
  settle();
  EXPECT_THAT(reader_.lines, ElementsAre("ann"));
  EXPECT_THAT(texts(), ElementsAre("username: ann"));
}

TEST_F(SimTerminals, hide_a_hidden_answer) {
  terminal_.ask({QuestionKind::kPassword, "password: "});
  terminal_.type_line("secret");
  settle();
  EXPECT_THAT(reader_.lines, ElementsAre("secret"));
  EXPECT_THAT(texts(), ElementsAre("password: "));
}

TEST_F(SimTerminals, print_above_an_open_question) {
  terminal_.ask({QuestionKind::kUserName, "> "});
  terminal_.print(Style::kOther, "bob: hello");
  EXPECT_THAT(texts(), ElementsAre("bob: hello", "> "));
  terminal_.type_line("hi");
  settle();
  EXPECT_THAT(texts(), ElementsAre("bob: hello", "> hi"));
}

TEST_F(SimTerminals, keep_what_is_typed_ahead_until_asked) {
  terminal_.type_line("one");
  terminal_.type_line("two");
  settle();
  EXPECT_THAT(reader_.lines, IsEmpty());
  terminal_.ask({QuestionKind::kUserName, "a "});
  settle();
  EXPECT_THAT(reader_.lines, ElementsAre("one"));
  terminal_.ask({QuestionKind::kUserName, "b "});
  settle();
  EXPECT_THAT(reader_.lines, ElementsAre("one", "two"));
}

TEST_F(SimTerminals, replace_the_prompt_when_asked_again) {
  terminal_.ask({QuestionKind::kUserName, "old "});
  terminal_.ask({QuestionKind::kUserName, "new "});
  EXPECT_THAT(texts(), ElementsAre("new "));
}

TEST_F(SimTerminals, give_the_end_once_after_what_was_typed_and_nothing_behind_it) {
  for (const char* text : {"one", "two"}) {
    terminal_.type_line(text);
    terminal_.end_input();
  }
  for (int i = 0; i < 5; ++i) {
    terminal_.ask({QuestionKind::kUserName, "> "});
    settle();
  }
  EXPECT_THAT(reader_.lines, ElementsAre("one"));
  EXPECT_EQ(reader_.ends, 1);
}

TEST_F(SimTerminals, give_an_interrupt_at_once_and_clear_what_was_typed_ahead) {
  terminal_.type_line("one");
  terminal_.interrupt();
  settle();
  EXPECT_EQ(reader_.interrupts, 1);
  terminal_.ask({QuestionKind::kUserName, "> "});
  settle();
  EXPECT_THAT(reader_.lines, IsEmpty());
}

TEST_F(SimTerminals, keep_a_bounded_screen_and_count_every_line) {
  terminal_.keep(10);
  for (int i = 0; i < 100; ++i) terminal_.print(Style::kPlain, std::to_string(i));
  EXPECT_EQ(terminal_.line_count(), 100U);
  EXPECT_LE(terminal_.screen().size(), 20U);
  EXPECT_EQ(terminal_.line(99).text, "99");
  EXPECT_EQ(terminal_.line(terminal_.first_kept()).text, std::to_string(terminal_.first_kept()));
}

TEST_F(SimTerminals, leave_the_screen_when_the_program_is_torn_away) {
  terminal_.print(Style::kPlain, "hello");
  terminal_.ask({QuestionKind::kUserName, "> "});
  terminal_.type_line("never read");
  node_.crash();
  settle();
  EXPECT_THAT(texts(), ElementsAre("hello", "> "));
  EXPECT_FALSE(terminal_.is_asking());
  EXPECT_EQ(terminal_.typed_ahead(), 0U);
}

}  // namespace
}  // namespace parley::sim
