#include "sim/language/lexer.hpp"

#include <gmock/gmock.h>

namespace parley::sim::scenario {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

Token word(std::string text) { return {TokenKind::kWord, std::move(text)}; }
Token string(std::string text) { return {TokenKind::kString, std::move(text)}; }
Token mark(std::string text) { return {TokenKind::kMark, std::move(text)}; }

std::vector<Token> tokens_of(std::string_view line) {
  const Lexed lexed = lex(line, "f");
  EXPECT_THAT(lexed.errors, IsEmpty());
  return lexed.lines.empty() ? std::vector<Token>{} : lexed.lines.front().tokens;
}

std::string error_of(std::string_view line) {
  const Lexed lexed = lex(line, "f");
  return lexed.errors.empty() ? "" : lexed.errors.front().to_string();
}

TEST(Lexer, cuts_words_at_blanks_and_marks) {
  EXPECT_THAT(tokens_of("rooms are lounge (alice*, bob)"),
              ElementsAre(word("rooms"), word("are"), word("lounge"), mark("("), word("alice"), mark("*"),
                          mark(","), word("bob"), mark(")")));
}

TEST(Lexer, keeps_blanks_marks_and_hashes_inside_strings) {
  EXPECT_THAT(tokens_of(R"(bob sees "a, b # c")"),
              ElementsAre(word("bob"), word("sees"), string("a, b # c")));
}

TEST(Lexer, resolves_every_escape) {
  EXPECT_THAT(tokens_of(R"("\n\r\t\\\"\x00\xfF")"), ElementsAre(string(std::string("\n\r\t\\\"\0\xff", 7))));
}

TEST(Lexer, leaves_out_comments_and_blank_lines_but_counts_them) {
  const Lexed lexed = lex("# title\n\n  wait 1s # a while\r\n", "f");
  ASSERT_THAT(lexed.lines, SizeIs(1));
  EXPECT_EQ(lexed.lines[0].number, 3U);
  EXPECT_EQ(lexed.lines[0].indent, 2U);
  EXPECT_THAT(lexed.lines[0].tokens, ElementsAre(word("wait"), word("1s")));
}

TEST(Lexer, names_the_line_of_a_string_without_end) {
  EXPECT_EQ(error_of("wait 1s\nbob says \"hi"), "f:2: the string has no end, expected `\"`");
}

TEST(Lexer, refuses_unknown_escapes) {
  EXPECT_EQ(error_of(R"(bob says "\q")"),
            R"(f:1: unknown escape in a string, expected one of \n \r \t \\ \" \xNN)");
  EXPECT_EQ(error_of(R"(bob says "\x4")"), R"(f:1: \x without its byte, expected two hex digits)");
  EXPECT_EQ(error_of("bob says \"\\"),
            R"(f:1: unknown escape in a string, expected one of \n \r \t \\ \" \xNN)");
}

TEST(Lexer, refuses_tabs_in_front_of_a_step) {
  EXPECT_EQ(error_of("\twait 1s"), "f:1: a tab in front of a step, expected blanks");
}

TEST(Lexer, reads_on_behind_a_line_with_an_error) {
  const Lexed lexed = lex("\"a\n\"b\nwait 1s", "f");
  EXPECT_THAT(lexed.errors, SizeIs(2));
  EXPECT_THAT(lexed.lines, SizeIs(1));
}

}  // namespace
}  // namespace parley::sim::scenario
