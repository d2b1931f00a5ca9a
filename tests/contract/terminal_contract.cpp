// What Terminal promises, in every world.

#include <gmock/gmock.h>

#include "tests/contract/contract_world.hpp"

namespace parley::contract {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// Notes what comes, and does what the test wants then.
struct InputRecorder final : TerminalHandler {
  explicit InputRecorder(Terminal& heard_terminal) : terminal(heard_terminal) { terminal.set_handler(this); }
  ~InputRecorder() { terminal.set_handler(nullptr); }
  void on_line(std::string_view line) override { note(std::string(line)); }
  void on_end_of_input() override { note("<end>"); }
  void on_interrupt() override { note("<interrupt>"); }

  void note(const std::string& what) {
    EXPECT_FALSE(inside);
    inside = true;
    heard.push_back(what);
    if (then) then();
    inside = false;
  }

  Terminal& terminal;
  std::vector<std::string> heard;
  std::function<void()> then;
  bool inside = false;
};

class TerminalContract : public ContractTest {
 protected:
  Person& person() { return *person_; }
  Terminal& terminal() { return person_->terminal(); }
  InputRecorder& reader() { return reader_; }
  bool hears(std::size_t count) {
    return eventually([&] { return reader_.heard.size() >= count; });
  }

  /// Waits until the screen is this. Where it stays another, that one is shown.
  void expect_screen(const std::vector<std::string>& lines) {
    std::vector<std::string> shown;
    world().run_until(
        [&] {
          shown = person_->screen();
          return shown == lines;
        },
        kGlance);
    EXPECT_EQ(shown, lines);
  }

  static constexpr Duration kGlance = 5s;

 private:
  std::unique_ptr<Person> person_ = world().make_person();
  InputRecorder reader_{person_->terminal()};
};

TEST_P(TerminalContract, shows_printed_lines_in_order) {
  terminal().print(Style::kPlain, "one");
  terminal().print(Style::kError, "");
  terminal().print(Style::kOther, "zwei: Grüße, 漢字");
  expect_screen({"one", "", "zwei: Grüße, 漢字"});
}

TEST_P(TerminalContract, gives_the_line_that_answers_a_question) {
  terminal().ask({QuestionKind::kUserName, "name: "});
  expect_screen({"name:"});
  person().type_line("alice in wörd 漢字");
  EXPECT_THAT(reader().heard, IsEmpty());
  ASSERT_TRUE(hears(1));
  EXPECT_THAT(reader().heard, ElementsAre("alice in wörd 漢字"));
  expect_screen({"name: alice in wörd 漢字"});
}

TEST_P(TerminalContract, gives_empty_lines) {
  terminal().ask({QuestionKind::kUserName, "name: "});
  person().type_line("");
  ASSERT_TRUE(hears(1));
  EXPECT_THAT(reader().heard, ElementsAre(""));
}

TEST_P(TerminalContract, prints_above_an_open_question) {
  terminal().print(Style::kPlain, "first");
  terminal().ask({QuestionKind::kUserName, "say: "});
  terminal().print(Style::kOther, "bob: hello");
  terminal().print(Style::kOther, "bob: anyone?");
  expect_screen({"first", "bob: hello", "bob: anyone?", "say:"});
  person().type_line("yes");
  ASSERT_TRUE(hears(1));
  terminal().print(Style::kOther, "bob: good");
  expect_screen({"first", "bob: hello", "bob: anyone?", "say: yes", "bob: good"});
}

TEST_P(TerminalContract, lets_lines_wait_until_a_question_is_open) {
  person().type_line("one");
  person().type_line("two");
  world().run_for(kQuiet);
  EXPECT_THAT(reader().heard, IsEmpty());
  terminal().ask({QuestionKind::kUserName, "? "});
  EXPECT_THAT(reader().heard, IsEmpty());
  ASSERT_TRUE(hears(1));
  world().run_for(kQuiet);
  EXPECT_THAT(reader().heard, ElementsAre("one"));
  terminal().ask({QuestionKind::kUserName, "? "});
  ASSERT_TRUE(hears(2));
  EXPECT_THAT(reader().heard, ElementsAre("one", "two"));
  expect_screen({"? one", "? two"});
}

TEST_P(TerminalContract, gives_each_line_a_turn_of_its_own_when_asked_from_within) {
  reader().then = [&] { terminal().ask({QuestionKind::kUserName, "? "}); };
  terminal().ask({QuestionKind::kUserName, "? "});
  for (const char* line : {"one", "two", "three"}) person().type_line(line);
  ASSERT_TRUE(hears(3));
  EXPECT_THAT(reader().heard, ElementsAre("one", "two", "three"));
  expect_screen({"? one", "? two", "? three", "?"});
}

TEST_P(TerminalContract, shows_nothing_of_a_hidden_answer) {
  terminal().ask({QuestionKind::kPassword, "password: "});
  person().type_line("open sesame");
  ASSERT_TRUE(hears(1));
  terminal().print(Style::kSuccess, "in");
  EXPECT_THAT(reader().heard, ElementsAre("open sesame"));
  expect_screen({"password:", "in"});
}

TEST_P(TerminalContract, replaces_the_prompt_when_it_asks_again) {
  terminal().ask({QuestionKind::kUserName, "one: "});
  terminal().ask({QuestionKind::kUserName, "two: "});
  expect_screen({"two:"});
  person().type_line("answer");
  ASSERT_TRUE(hears(1));
  person().type_line("ahead");
  world().run_for(kQuiet);
  EXPECT_THAT(reader().heard, ElementsAre("answer"));
  expect_screen({"two: answer"});
}

TEST_P(TerminalContract, asks_with_an_empty_prompt) {
  terminal().ask({QuestionKind::kUserName, ""});
  person().type_line("hello");
  ASSERT_TRUE(hears(1));
  expect_screen({"hello"});
}

TEST_P(TerminalContract, tells_the_end_of_input_after_the_lines_before_it) {
  person().type_line("last words");
  person().end_input();
  terminal().ask({QuestionKind::kUserName, "? "});
  ASSERT_TRUE(hears(1));
  world().run_for(kQuiet);
  EXPECT_THAT(reader().heard, ElementsAre("last words"));
  terminal().ask({QuestionKind::kUserName, "? "});
  ASSERT_TRUE(hears(2));
  EXPECT_THAT(reader().heard, ElementsAre("last words", "<end>"));
  terminal().print(Style::kPlain, "bye");
  expect_screen({"? last words", "?", "bye"});
}

TEST_P(TerminalContract, interrupts_with_and_without_a_question) {
  person().interrupt();
  ASSERT_TRUE(hears(1));
  terminal().ask({QuestionKind::kUserName, "? "});
  person().interrupt();
  ASSERT_TRUE(hears(2));
  EXPECT_THAT(reader().heard, ElementsAre("<interrupt>", "<interrupt>"));
  person().type_line("still here");
  ASSERT_TRUE(hears(3));
  EXPECT_EQ(reader().heard.back(), "still here");
}

TEST_P(TerminalContract, calls_nobody_when_the_handler_is_taken_away) {
  terminal().ask({QuestionKind::kUserName, "? "});
  terminal().set_handler(nullptr);
  person().type_line("x");
  person().interrupt();
  world().run_for(kQuiet);
  EXPECT_THAT(reader().heard, IsEmpty());
}

PARLEY_CONTRACT_SUITE(TerminalContract);

}  // namespace
}  // namespace parley::contract
