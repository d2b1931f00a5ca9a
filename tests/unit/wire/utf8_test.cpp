#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "wire/text.hpp"

namespace parley::wire {
namespace {

const std::string kBad = "\xEF\xBF\xBD";

TEST(Utf8, is_well_formed_at_both_ends_of_every_length) {
  for (const std::string text : {"\x01", "\x7F", "\xC2\x80", "\xDF\xBF", "\xE0\xA0\x80", "\xED\x9F\xBF",
                                 "\xEE\x80\x80", "\xEF\xBF\xBF", "\xF0\x90\x80\x80", "\xF4\x8F\xBF\xBF"}) {
    EXPECT_TRUE(is_utf8(text));
    EXPECT_TRUE(is_utf8("12345678" + text + "12345678")) << "behind and before eight bytes of ASCII";
  }
  EXPECT_TRUE(is_utf8(""));
  EXPECT_TRUE(is_utf8(std::string_view("\0", 1)));
}

TEST(Utf8, is_ill_formed_when_overlong_surrogate_too_high_or_cut) {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"\x80", "a continuation alone"},
      {"\xC0\x80", "an overlong NUL"},
      {"\xC1\xBF", "overlong ASCII"},
      {"\xE0\x9F\xBF", "overlong, three bytes"},
      {"\xED\xA0\x80", "a surrogate"},
      {"\xED\xBF\xBF", "the last surrogate"},
      {"\xF0\x8F\xBF\xBF", "overlong, four bytes"},
      {"\xF4\x90\x80\x80", "above U+10FFFF"},
      {"\xF5\x80\x80\x80", "no lead byte"},
      {"\xFF", "no lead byte"},
      {"\xC3", "one byte missing"},
      {"\xE2\x82", "one of three missing"},
      {"\xF0\x9F\x98", "one of four missing"},
      {"\xC3(", "no continuation"},
      {"\xE2\x82(", "no continuation at the third"},
      {"\xF0\x9F\x98(", "no continuation at the fourth"}};
  for (const auto& [text, what] : cases) {
    EXPECT_FALSE(is_utf8(text)) << what;
    EXPECT_FALSE(is_utf8("12345678" + text)) << what;
  }
}

TEST(Utf8, is_ill_formed_when_the_view_ends_before_the_character_does) {
  for (const std::string text : {"\xC3\xA9", "\xE2\x82\xAC", "\xF0\x9F\x98\x80"}) {
    EXPECT_TRUE(is_utf8(text));
    EXPECT_FALSE(is_utf8(std::string_view(text).substr(0, text.size() - 1)));
  }
}

TEST(Utf8, agrees_with_a_decoder_of_the_definition_for_every_pair_of_bytes) {
  for (unsigned first = 0; first < 256; ++first) {
    for (unsigned second = 0; second < 256; ++second) {
      const bool ascii = first < 0x80 && second < 0x80;
      const bool pair = first >= 0xC2 && first <= 0xDF && second >= 0x80 && second <= 0xBF;
      const std::string text = {static_cast<char>(first), static_cast<char>(second)};
      EXPECT_EQ(is_utf8(text), ascii || pair) << first << ' ' << second;
    }
  }
}

TEST(Printable, leaves_text_as_it_is) {
  for (const std::string text : {"", "hello, world", "na\xC3\xAFve \xE2\x82\xAC \xF0\x9F\x98\x80",
                                 "\xD8\xB3\xD9\x84\xD8\xA7\xD9\x85", "\xC2\xA0"}) {
    EXPECT_EQ(printable(text), text);
  }
}

TEST(Printable, replaces_every_byte_alike_wherever_it_stands_in_a_long_text) {
  for (int byte = 0; byte < 256; ++byte) {
    const std::string alone(1, static_cast<char>(byte));
    for (std::size_t at = 0; at < 20; ++at) {
      const std::string before(at, 'x');
      const std::string behind(20 - at, '~');
      EXPECT_EQ(printable(before + alone + behind), before + printable(alone) + behind) << byte << ' ' << at;
    }
  }
}

TEST(Printable, makes_every_control_character_visible) {
  EXPECT_EQ(printable("\x1B[2J"), kBad + "[2J");
  EXPECT_EQ(printable(std::string_view("a\0b", 3)), "a" + kBad + "b");
  EXPECT_EQ(printable("a\r\nb"), "a" + kBad + kBad + "b");
  EXPECT_EQ(printable("\x7F"), kBad);
  EXPECT_EQ(printable("\xC2\x80\xC2\x9F"), kBad + kBad);
}

TEST(Printable, turns_tabs_into_blanks) { EXPECT_EQ(printable("a\tb"), "a b"); }

TEST(Printable, lets_nobody_turn_the_direction_of_a_line_or_break_it) {
  EXPECT_EQ(printable("\xE2\x80\xA7\xE2\x80\xA8\xE2\x80\xAE\xE2\x80\xAF"),
            "\xE2\x80\xA7" + kBad + kBad + "\xE2\x80\xAF");
  EXPECT_EQ(printable("\xE2\x81\xA5\xE2\x81\xA6\xE2\x81\xA9\xE2\x81\xAA"),
            "\xE2\x81\xA5" + kBad + kBad + "\xE2\x81\xAA");
}

TEST(Printable, replaces_each_ill_formed_byte_and_goes_on) {
  EXPECT_EQ(printable("a\x80z"), "a" + kBad + "z");
  EXPECT_EQ(printable("\xE2\x82"), kBad + kBad);
  EXPECT_EQ(printable("\xE2\x82\xC3\xA9"), kBad + kBad + "\xC3\xA9");
}

TEST(Utf8Prefix, is_the_whole_text_when_it_fits) {
  EXPECT_EQ(utf8_prefix("abc", 3), "abc");
  EXPECT_EQ(utf8_prefix("", 0), "");
}

TEST(Utf8Prefix, is_cut_between_characters) {
  const std::string text = "a\xF0\x9F\x98\x80z";
  EXPECT_EQ(utf8_prefix(text, 5), "a\xF0\x9F\x98\x80");
  for (std::size_t bytes = 1; bytes < 5; ++bytes) EXPECT_EQ(utf8_prefix(text, bytes), "a") << bytes;
  EXPECT_EQ(utf8_prefix(text, 0), "");
}

TEST(Utf8Prefix, is_cut_anywhere_when_the_text_is_no_utf_8) {
  EXPECT_EQ(utf8_prefix(std::string(9, '\x80'), 6), std::string(6, '\x80'));
}

}  // namespace
}  // namespace parley::wire
