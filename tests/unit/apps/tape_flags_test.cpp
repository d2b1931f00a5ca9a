#include "apps/tape_flags.hpp"

#include <gtest/gtest.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <optional>
#include <string>
#include <vector>

namespace parley::apps {
namespace {

TEST(ParseSize, reads_bytes_and_units_of_1024) {
  EXPECT_EQ(parse_size("4096").value(), 4096U);
  EXPECT_EQ(parse_size("64K").value(), 65536U);
  EXPECT_EQ(parse_size("200M").value(), 209715200U);
  EXPECT_EQ(parse_size("200m").value(), 209715200U);
  EXPECT_EQ(parse_size("1G").value(), 1073741824U);
  EXPECT_EQ(parse_size("9223372036854775807").value(), 9223372036854775807U);
}

TEST(ParseSize, refuses_what_is_none_in_words_that_help) {
  for (const auto* text : {"", "M", "-1", "+1", "1.5G", "1 G", "12x", "1GB", "0x10000", "9223372036854775808",
                           "8589934592G", "99999999999999999999"}) {
    const auto size = parse_size(text);
    ASSERT_FALSE(size) << text;
    EXPECT_EQ(size.error().message,
              "'" + std::string(text) + "' is not a size; give a number of bytes, or one like 200M or 1G");
  }
}

TEST(ParseSize, refuses_what_no_tape_fits_into) {
  for (const auto* text : {"0", "1", "4095", "3K"}) {
    ASSERT_FALSE(parse_size(text)) << text;
    EXPECT_NE(parse_size(text).error().message.find("at least 4096 bytes"), std::string::npos);
  }
}

/// What comes of the words; nothing where they are refused.
std::optional<TapeFlags> read(std::vector<std::string> words) {
  CLI::App app;
  TypedTapeFlags typed;
  describe(app, typed, "text");
  std::reverse(words.begin(), words.end());  // As CLI11 takes them.
  try {
    app.parse(std::move(words));
  } catch (const CLI::ParseError& /*refused*/) {
    return std::nullopt;
  }
  return flags_of(typed);
}

TEST(TapeFlags, make_a_tape_of_a_gibibyte_at_most_where_a_file_is_named) {
  EXPECT_FALSE(read({})->file);
  const auto flags = read({"--record", "a.tape"});
  EXPECT_EQ(*flags->file, "a.tape");
  EXPECT_EQ(flags->limit, 1073741824U);
  EXPECT_TRUE(flags->keep_text);
}

TEST(TapeFlags, take_a_limit_and_leave_out_text) {
  const auto flags = read({"--record", "a.tape", "--record-limit", "200M", "--record-text", "no"});
  EXPECT_EQ(flags->limit, 209715200U);
  EXPECT_FALSE(flags->keep_text);
}

TEST(TapeFlags, are_refused_where_they_mean_nothing) {
  EXPECT_FALSE(read({"--record-limit", "1G"}));
  EXPECT_FALSE(read({"--record-text", "no"}));
  EXPECT_FALSE(read({"--record", "a.tape", "--record-text", "perhaps"}));
  EXPECT_FALSE(read({"--record", "a.tape", "--record-limit", "much"}));
}

}  // namespace
}  // namespace parley::apps
