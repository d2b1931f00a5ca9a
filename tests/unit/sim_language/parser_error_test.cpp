#include <gmock/gmock.h>

#include "sim/language/limits.hpp"
#include "sim/language/parser.hpp"

namespace parley::sim::scenario {
namespace {

using testing::HasSubstr;
using testing::SizeIs;
using testing::StartsWith;

/// The first error of one step on line 5, behind a cast of alice, bob and mallory.
std::string error_of(const std::string& step) {
  const Parsed parsed = parse("# t\npeople alice bob\nclient mallory\neveryone starts\n" + step, "f");
  return parsed.errors.empty() ? "no error" : parsed.errors.front().to_string();
}

TEST(ParserErrors, name_file_line_what_was_found_and_what_was_expected) {
  EXPECT_THAT(error_of("alice jumps"), StartsWith("f:5: found `jumps`, expected what they do (`starts`"));
  EXPECT_THAT(error_of("jump"), StartsWith("f:5: found `jump`, expected a name of the cast, `within TIME`"));
  EXPECT_EQ(error_of("alice looks for"), "f:5: the line ends, expected a name");
  EXPECT_EQ(error_of("alice says hi"), "f:5: found `hi`, expected a text in quotes");
  EXPECT_EQ(error_of("alice creates room \"lounge\""),
            "f:5: found the text \"lounge\", expected a room's name");
  EXPECT_EQ(error_of("wait 1s more"), "f:5: found `more`, expected the end of the line");
  EXPECT_EQ(error_of("alice, carol log in"),
            "f:5: unknown name `carol`, expected one of alice, bob, mallory");
}

TEST(ParserErrors, cover_times_numbers_and_shares) {
  EXPECT_THAT(error_of("wait 1h"), HasSubstr("found `1h`, expected a time of at most a day"));
  EXPECT_THAT(error_of("wait 86401s"), HasSubstr("expected a time"));
  EXPECT_EQ(error_of("wait 86400s"), "no error");
  EXPECT_THAT(error_of("lose 101% of datagrams"), HasSubstr("`101%` is not a share"));
  EXPECT_THAT(error_of("packets take 2s to 1s"), HasSubstr("expected the shorter one first"));
  EXPECT_THAT(error_of("lose 30 of datagrams"), HasSubstr("`30` is not a share"));
  EXPECT_THAT(error_of("alice logs in on port 0"), HasSubstr("expected 1 to 65535"));
  EXPECT_THAT(error_of("alice has ended with code 256"), HasSubstr("an exit code, at most 255"));
}

TEST(ParserErrors, bound_texts_and_files) {
  EXPECT_EQ(error_of("mallory connects\nmallory sends 16777216 x \"a\""), "no error");
  EXPECT_THAT(error_of("mallory connects\nmallory sends 16777216 x \"a\" \"b\""),
              HasSubstr("longer than 16777216 bytes"));
  EXPECT_THAT(parse(std::string(limits::kFileBytes + 1, ' '), "f").errors.front().message,
              HasSubstr("at most 1 MiB"));
}

TEST(ParserErrors, tell_of_every_bad_line) {
  const Parsed parsed =
      parse("# t\npeople alice\nalice starts\njump\nwait 1s\nalice says \"a\nwait x\n", "f");
  ASSERT_THAT(parsed.errors, SizeIs(3));
  EXPECT_EQ(parsed.errors[0].line, 4U);
  EXPECT_EQ(parsed.errors[1].line, 6U);
  EXPECT_EQ(parsed.errors[2].line, 7U);
}

TEST(ParserErrors, cover_the_cast) {
  const auto cast = [](const std::string& line) { return parse("# t\n" + line, "f").errors.front().message; };
  EXPECT_THAT(cast("people alice alice"), HasSubstr("in the cast already"));
  EXPECT_THAT(cast("people system"), HasSubstr("cannot be a name"));
  EXPECT_THAT(cast("people rooms"), HasSubstr("a word of the language"));
  EXPECT_THAT(cast("people guest9..guest1"), HasSubstr("is not a range"));
  EXPECT_THAT(cast("people guest1..visitor2"), HasSubstr("is not a range"));
  EXPECT_THAT(cast("people"), HasSubstr("expected a name"));
  EXPECT_THAT(cast("people alice speaking v3"), HasSubstr("expected `speaking v1`"));
  EXPECT_THAT(cast("everyone starts"), HasSubstr("`everyone` stands for nobody yet"));
  EXPECT_THAT(cast("people a0..a20000"), HasSubstr("the cast is full"));
}

TEST(ParserErrors, cover_rooms_without_or_with_two_hosts) {
  EXPECT_THAT(error_of("rooms are lounge (alice, bob)"), HasSubstr("no host in `lounge`"));
  EXPECT_THAT(error_of("rooms are lounge (alice*, bob*)"), HasSubstr("a second host in `lounge`"));
  EXPECT_THAT(error_of("rooms are lounge alice"), HasSubstr("found `alice`, expected `(`"));
}

TEST(ParserErrors, cover_blocks) {
  EXPECT_THAT(error_of("  wait 1s"), HasSubstr("an indented line"));
  EXPECT_THAT(error_of("at the same time:\nwait 1s"), HasSubstr("the block is empty"));
  EXPECT_THAT(error_of("at the same time:"), HasSubstr("the block is empty"));
  EXPECT_THAT(error_of("at the same time:\n  alice logs in\n    bob logs in"),
              HasSubstr("expected 2 blanks"));
  EXPECT_THAT(error_of("at the same time:\n  no rooms"), HasSubstr("an expectation in a block"));
  EXPECT_THAT(error_of("at the same time:\n  wait 1s"), HasSubstr("a pause in a block"));
  EXPECT_THAT(error_of("at the same time:\n  everyone in turn logs in"), HasSubstr("`in turn` in a block"));
  EXPECT_THAT(error_of("at the same time:\n  at the same time:"), HasSubstr("a block in a block"));
}

TEST(ParserErrors, do_not_mix_people_and_clients) {
  EXPECT_THAT(error_of("alice, mallory log in"), HasSubstr("people and clients in one step"));
  EXPECT_THAT(error_of("mallory logs in"), HasSubstr("expected what it does (`connects`"));
}

TEST(ParserErrors, ask_for_a_title) {
  EXPECT_THAT(parse("wait 1s\n", "f").errors.front().to_string(), StartsWith("f:1: no title"));
  EXPECT_THAT(parse("#\nwait 1s\n", "f").errors.front().to_string(), StartsWith("f:1: no title"));
  EXPECT_THAT(parse("", "f").errors.front().to_string(), StartsWith("f:1: no title"));
}

TEST(ParserErrors, say_that_a_file_cannot_be_read) {
  const Parsed parsed = parse_file("fixtures/scenarios/none.scenario");
  ASSERT_THAT(parsed.errors, SizeIs(1));
  EXPECT_EQ(parsed.errors[0].to_string(),
            "fixtures/scenarios/none.scenario:0: cannot be read, expected a scenario file");
}

}  // namespace
}  // namespace parley::sim::scenario
