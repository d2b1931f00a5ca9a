#include <gmock/gmock.h>

#include "sim/language/parser.hpp"

namespace parley::sim::scenario {
namespace {

using testing::HasSubstr;

/// A line that is wrong, and what is said of it.
struct Wrong {
  const char* line;
  const char* message;
};

class EachWrongLine : public testing::TestWithParam<Wrong> {};

TEST_P(EachWrongLine, is_named_with_what_was_found_and_what_was_expected) {
  const std::string cast =
      "# t\npeople alice bob\nclient mallory\ngroup crowd is alice and bob\neveryone starts\n";
  const Parsed parsed = parse(cast + GetParam().line, "f");
  ASSERT_FALSE(parsed.ok()) << GetParam().line;
  EXPECT_THAT(parsed.errors.front().to_string(), testing::StartsWith("f:6: ")) << GetParam().line;
  EXPECT_THAT(parsed.errors.front().message, HasSubstr(GetParam().message)) << GetParam().line;
}

constexpr Wrong kMachines[] = {
    {"crash", "the line ends, expected a name"},
    {"crash alice for", "the line ends, expected a time of at most a day"},
    {"crash mallory", "mallory is a client"},
    {"mallory loses power", "mallory is a client"},
    {"registry vanishes", "found `vanishes`, expected what happens to them (`loses power`, "},
    {"the registry jumps", "found `jumps`, expected what happens to them"},
    {"alice and registry log in", "expected what happens to them"},
    {"alice gets a new key", "found `gets`, expected what they do"},
    {"alice loses an address", "`loses the first address`, `loses the IPv4 addresses`"},
    {"alice gets an address", "`gets an IPv4 address`, `gets an IPv6 address`"},
    {"alice is deaf 2s", "found `2s`, expected the end of the line"},
    {"alice's watch runs right", "found `watch`, expected `clock`"},
    {"alice's clock is right", "found `is`, expected `runs`"},
    {"alice's clock runs 5 fast", "`5` is not a share, expected one such as `5%`"},
    {"alice's clock runs 60% fast", "expected above 0% and at most 50%"},
    {"alice's clock runs 0% fast", "expected above 0% and at most 50%"},
    {"alice's clock runs 5% early", "found `early`, expected `fast` or `slow`"},
    {"eve's clock runs right", "found `eve's`, expected a name of the cast"},
    {"the disk is slow",
     "found `is`, expected `is full`, `fails to read`, `fails to write` or `fails to sync`"},
};

constexpr Wrong kNetwork[] = {
    {"partition alice registry", "found `registry`, expected `|`"},
    {"cut alice registry", "found `registry`, expected `->`"},
    {"cut alice -> eve", "unknown name `eve`, expected one of"},
    {"clog alice -> registry 2s", "found `2s`, expected the end of the line"},
    {"lose 30% of packets", "found `of`, expected `of datagrams`"},
    {"lose 0.5% of datagrams", "a broken share, expected whole hundredths"},
    {"lose 30% of datagrams from alice", "the line ends, expected `to`"},
    {"reorder 30% of datagrams", "the line ends, expected `by`"},
    {"packets take 2s to 1s", "expected the shorter one first"},
    {"packets take 1s to 2s oddly", "found `oddly`, expected the end of the line"},
    {"slow packets to 0 KiB/s", "a speed of 0 KiB/s, expected 1 KiB/s or more"},
    {"slow packets to 5 MiB/s", "found `MiB/s`, expected `KiB/s`"},
    {"slow packets to 5 KiB/s with 0 KiB waiting", "a queue of 0 KiB, expected 1 KiB or more"},
    {"limit datagrams to 0 bytes", "a length of 0 bytes, expected 1 byte or more"},
    {"limit datagrams to 65536 bytes", "how many bytes, at most 65535"},
    {"fragment everything", "found `fragment`, expected a name of the cast"},
    {"stop",
     "expected `losing`, `repeating`, `reordering`, `delaying`, `slowing`, `limiting` or `fragmenting`"},
    {"stop talking", "found `talking`, expected `losing`"},
    {"break alice", "found `alice`, expected `the connection of`"},
    {"break the connection of registry", "the registry's own connection, expected whose"},
    {"half-close the connection alice", "found `the`, expected `the connection of`"},
};

constexpr Wrong kLife[] = {
    {"meanwhile, recorded:", "found `recorded`, expected `as recorded`"},
    {"alice tries to log in", "`tries to` in a step that is done once anyway"},
    {"meanwhile", "the line ends, expected `:`"},
    {"meanwhile:", "the block is empty"},
    {"group crew is alice", "expected it before the first step"},
    {"alice is behind a symmetric nat", "expected it before the first step"},
    {"alice has an IPv6 address", "expected this before the first step"},
    {"for 20s crowd does: say something", "found `say`, expected a weight"},
    {"for 20s crowd does: 0 say something", "a weight of 0, expected at least 1"},
    {"for 20s crowd does: 1 sing", "found `sing`, expected `say something`, `join some room`"},
    {"for 20s crowd does: 1 say something, ", "the line ends, expected a weight"},
    {"for 20s crowd does every 0s: 1 say something", "no pause at all"},
    {"for 0s crowd does: 1 say something", "no time at all"},
    {"within 20s crowd does: 1 say something", "found `does`, expected what they do"},
    {"for 20s mallory does: 1 say something", "found `does`, expected what it does"},
    {"always alice sees \"x\"", "that happens once, expected `never sees` behind who"},
    {"never alice does not see \"x\"", "expected `for TIME` in front"},
    {"always alice never sees \"x\"", "`never` is for the whole scenario"},
    {"always", "the line ends, expected a name of the cast"},
    {"room den has at least members", "found `members`, expected how many members"},
    {"at most people are online", "found `people`, expected how many people"},
    {"wait 1.s", "found `1.s`, expected a time"},
    {"wait .5s", "found `.5s`, expected a time"},
    {"wait 1.0000000001s", "expected a time"},
};

INSTANTIATE_TEST_SUITE_P(Machines, EachWrongLine, testing::ValuesIn(kMachines));
INSTANTIATE_TEST_SUITE_P(Network, EachWrongLine, testing::ValuesIn(kNetwork));
INSTANTIATE_TEST_SUITE_P(Life, EachWrongLine, testing::ValuesIn(kLife));

TEST(SentenceErrors, name_the_line_of_a_block) {
  const auto error = [](const std::string& lines) {
    const Parsed parsed = parse("# t\npeople alice\nmeanwhile:\n" + lines, "f");
    return parsed.errors.empty() ? "no error" : parsed.errors.front().to_string();
  };
  EXPECT_EQ(error("  at 1s alice arrives\n"), "no error");
  EXPECT_EQ(error("  alice arrives\n"), "f:4: found `alice`, expected `at TIME`");
  EXPECT_EQ(error("  at alice arrives\n"),
            "f:4: found `alice`, expected a time of at most a day, such as `500ms`, `3s` or `2min`");
  EXPECT_EQ(error("  at 1s wait 1s\n"), "f:4: a pause in a block, expected it behind the block");
  EXPECT_EQ(error("  at 1s no rooms\n"), "f:4: an expectation in a block, expected it behind the block");
  EXPECT_EQ(error("  at 1s at the same time:\n"), "f:4: a block in a block, expected a plain step");
}

TEST(SentenceErrors, cover_groups) {
  const auto error = [](const std::string& line) {
    const Parsed parsed = parse("# t\npeople alice\nclient eve\n" + line + "\nwait 1s\n", "f");
    return parsed.errors.empty() ? "no error" : parsed.errors.front().message;
  };
  EXPECT_EQ(error("group crowd is alice"), "no error");
  EXPECT_EQ(error("group crew is"), "the line ends, expected a name");
  EXPECT_THAT(error("group alice is eve"), HasSubstr("in the cast already"));
  EXPECT_THAT(error("group crowd is alice and eve"), HasSubstr("expected only one kind"));
  EXPECT_THAT(error("group crowd is registry"), HasSubstr("expected people or clients"));
  EXPECT_THAT(error("group everyone is alice"), HasSubstr("a word of the language"));
  EXPECT_EQ(error("registry and alice have an IPv4 address and an IPv6 address"), "no error");
  EXPECT_THAT(error("alice has an IPv4 address and a castle"),
              HasSubstr("found `a`, expected `an IPv4 address` or `an IPv6 address`"));
  const std::string seven =
      " and an IPv6 address and an IPv6 address and an IPv6 address and an IPv6 address"
      " and an IPv6 address and an IPv6 address and an IPv6 address";
  EXPECT_EQ(error("alice has an IPv4 address" + seven), "no error");
  EXPECT_EQ(error("alice has an IPv4 address" + seven + " and an IPv4 address"),
            "too many addresses, expected at most 8");
  EXPECT_THAT(
      error("alice is behind a leaky nat"),
      HasSubstr("found `leaky`, expected `full-cone`, `restricted`, `port-restricted` or `symmetric`"));
}

}  // namespace
}  // namespace parley::sim::scenario
