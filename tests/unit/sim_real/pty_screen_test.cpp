#include "sim/real/pty_screen.hpp"

#include <gmock/gmock.h>

namespace parley::sim::real {
namespace {

using testing::ElementsAre;

TEST(PtyScreen, asks_once_the_whole_question_stands_there) {
  PtyScreen screen;
  screen.feed("Welcome!\r\nCho");
  EXPECT_EQ(screen.question(), std::nullopt);
  screen.feed("ice: ");
  EXPECT_EQ(screen.question(), "Choice:");
  EXPECT_THAT(screen.lines(), ElementsAre("Welcome!"));
}

TEST(PtyScreen, tells_the_menus_apart_by_their_titles) {
  PtyScreen screen;
  screen.feed("Welcome!\r\nChoice: ");
  EXPECT_TRUE(screen.asks(QuestionKind::kWelcomeMenu));
  EXPECT_FALSE(screen.asks(QuestionKind::kMainMenu));
  EXPECT_FALSE(screen.asks(QuestionKind::kUserName));
  screen.feed("2\r\nusername: ");
  EXPECT_TRUE(screen.asks(QuestionKind::kUserName));
  screen.feed("ann\r\nMain Menu\r\nbob: Welcome!\r\nChoice: ");
  EXPECT_TRUE(screen.asks(QuestionKind::kMainMenu));
  EXPECT_FALSE(screen.asks(QuestionKind::kWelcomeMenu));
}

TEST(PtyScreen, asks_no_more_while_it_is_answered) {
  PtyScreen screen;
  screen.feed("Choice: 1");
  EXPECT_EQ(screen.question(), std::nullopt);
  EXPECT_TRUE(screen.lines().empty());
  screen.feed("\r\n");
  EXPECT_EQ(screen.question(), std::nullopt);
  EXPECT_THAT(screen.lines(), ElementsAre("Choice: 1"));
}

TEST(PtyScreen, takes_half_a_line_for_no_line_and_no_question) {
  PtyScreen screen;
  screen.feed("alice: ");
  EXPECT_EQ(screen.question(), std::nullopt);
  EXPECT_TRUE(screen.lines().empty());
  screen.feed("hi\r\n");
  EXPECT_THAT(screen.lines(), ElementsAre("alice: hi"));
}

constexpr const char* kEntered =
    "Chat room name: den\r\nWelcome to Chatroom den\r\n"
    "Enter a message to send, enter 'q' to leave the room\r\n";

TEST(PtyScreen, asks_without_words_in_a_chat_room) {
  PtyScreen screen;
  screen.feed(kEntered);
  EXPECT_EQ(screen.room(), "den");
  EXPECT_EQ(screen.question(), "");
  screen.feed("half a wo");
  EXPECT_EQ(screen.room(), "den");
  EXPECT_EQ(screen.question(), std::nullopt);
  screen.feed("\r\nbob: hello\r\n");
  EXPECT_EQ(screen.question(), "");
}

TEST(PtyScreen, has_no_room_after_the_q_and_at_a_menu) {
  PtyScreen left;
  left.feed(std::string(kEntered) + "q\r\n");
  EXPECT_EQ(left.room(), "");
  EXPECT_EQ(left.question(), std::nullopt);
  PtyScreen thrown_out;
  thrown_out.feed(std::string(kEntered) +
                  "You are no longer in the chat room: gone\r\nMain Menu\r\nChoice: ");
  EXPECT_EQ(thrown_out.room(), "");
  EXPECT_EQ(thrown_out.question(), "Choice:");
}

TEST(PtyScreen, of_the_next_program_begins_below_the_last_one) {
  PtyScreen screen;
  screen.feed(std::string(kEntered) + "half a wo");
  screen.begin_program();
  EXPECT_EQ(screen.room(), "") << "the room was another program's";
  screen.feed("Welcome!\r\nChoice: ");
  EXPECT_EQ(screen.lines().back(), "Welcome!");
  EXPECT_EQ(screen.lines()[screen.lines().size() - 2], "half a wo");
  EXPECT_EQ(screen.question(), "Choice:");
}

TEST(PtyScreen, keeps_a_question_without_words_that_was_open_as_an_empty_line) {
  PtyScreen screen;
  screen.feed(kEntered);
  const auto stood = screen.lines().size();
  screen.begin_program();
  screen.feed("Welcome!\r\n");
  EXPECT_EQ(screen.lines().size(), stood + 2);
  EXPECT_EQ(screen.lines()[stood], "");
}

TEST(PtyScreen, moves_an_open_question_below_what_is_printed_meanwhile) {
  PtyScreen screen;
  screen.feed("Choice: ");
  screen.feed("\r\033[JConnection to the registry lost, trying again...\r\nChoice: ");
  EXPECT_THAT(screen.lines(), ElementsAre("Connection to the registry lost, trying again..."));
  EXPECT_EQ(screen.question(), "Choice:");
}

TEST(VtScreen, counts_the_line_of_the_cursor_in_lines_not_rows) {
  process::VtScreen screen(4, 3);
  EXPECT_EQ(screen.cursor_line(), 0U);
  screen.feed("abcdefgh");
  EXPECT_EQ(screen.cursor_line(), 0U);
  screen.feed("\r\nx\r\ny\r\nz\r\n");
  EXPECT_EQ(screen.cursor_line(), 4U);
  EXPECT_THAT(screen.transcript(), ElementsAre("abcdefgh", "x", "y", "z"));
}

}  // namespace
}  // namespace parley::sim::real
