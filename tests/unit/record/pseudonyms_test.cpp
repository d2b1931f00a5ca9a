#include "record/pseudonyms.hpp"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "wire/text.hpp"

namespace parley::record {
namespace {

std::string stand_in(Pseudonyms& pseudonyms, std::string_view secret, std::string_view owner = {}) {
  std::string text;
  pseudonyms.append(secret, owner, text);
  return text;
}

std::string blotted_text(std::string_view text) {
  std::string to;
  append_redacted(text, to);
  return to;
}

TEST(Pseudonyms, tell_secrets_of_a_length_apart) {
  Pseudonyms some(1);
  EXPECT_EQ(stand_in(some, "hunter2"), "aaaaaaa");
  EXPECT_EQ(stand_in(some, "hunter3"), "aaaaaab");
  EXPECT_EQ(stand_in(some, "hunter2"), "aaaaaaa");
  EXPECT_EQ(stand_in(some, "hunter"), "aaaaaa");
  EXPECT_EQ(stand_in(some, "hunter4"), "aaaaaac");
  EXPECT_EQ(stand_in(some, ""), "");
}

TEST(Pseudonyms, do_not_tell_who_has_the_same_secret) {
  Pseudonyms first(1);
  Pseudonyms again(2);
  const std::vector<std::pair<std::string, std::string>> all = {
      {"ada", "aaaaaaa"}, {"bob", "aaaaaab"}, {"ADA", "aaaaaaa"}, {"bob", "aaaaaab"}, {"", "aaaaaac"}};
  for (const auto& [owner, wanted] : all) {
    EXPECT_EQ(stand_in(first, "hunter2", owner), wanted);
    EXPECT_EQ(stand_in(again, wanted, owner), wanted);
  }
}

TEST(Pseudonyms, stand_for_themselves_when_they_come_in_the_same_order) {
  Pseudonyms first(1);
  Pseudonyms again(2);
  for (const int i : {7, 3, 7, 1, 900, 3, 12, 900, 55, 1000, 1, 999'999}) {
    const auto name = stand_in(first, "secret " + std::to_string(i));
    EXPECT_EQ(stand_in(again, name), name);
  }
}

TEST(Pseudonyms, stand_for_themselves_where_there_are_more_secrets_than_letters) {
  Pseudonyms first(1);
  Pseudonyms again(1);
  for (int round = 0; round < 2; ++round) {
    for (char c = ' '; c < '\x7F'; ++c) {
      const auto name = stand_in(first, std::string(1, c));
      EXPECT_EQ(stand_in(again, name), name) << c;
    }
  }
  EXPECT_EQ(stand_in(first, std::string(1, ' ' + 25)), "z");
  EXPECT_EQ(stand_in(first, std::string(1, ' ' + 26)), "a");
}

TEST(Pseudonyms, stand_for_themselves_past_the_most_that_are_told_apart) {
  Pseudonyms first(1);
  Pseudonyms again(1);
  std::string last;
  for (std::size_t i = 0; i <= Pseudonyms::kMax; ++i) {
    last = stand_in(first, "s" + std::to_string(100'000 + i));
    ASSERT_EQ(stand_in(again, last), last);
    if (i + 1 == Pseudonyms::kMax) {
      EXPECT_NE(last, "aaaaaaa");
    }
  }
  EXPECT_EQ(last, "aaaaaaa");
  for (const auto* other : {"another length", "a third secret"}) {
    EXPECT_EQ(stand_in(first, other), std::string(14, 'a'));
  }
  EXPECT_EQ(stand_in(again, std::string(14, 'a')), std::string(14, 'a'));
}

TEST(Redacted, leaves_nothing_but_white_space_and_nul) {
  EXPECT_EQ(blotted_text(std::string_view("my Pass-word_1\t\n\v\f\r \0~", 23)),
            std::string_view(".. ...........\t\n\v\f\r \0.", 22 + 1));
  for (int byte = 0; byte < 0x80; ++byte) {
    const char c = static_cast<char>(byte);
    EXPECT_TRUE(redacted(c) == c || redacted(c) == '.') << byte;
    EXPECT_EQ(redacted(c) == '.', byte > ' ' || (byte != 0 && byte < '\t') || (byte > '\r' && byte < ' '))
        << byte;
  }
}

TEST(Redacted, hides_the_letters_of_every_writing) {
  EXPECT_EQ(blotted_text("p\u00e4ss"), blotted_text("q\u00f6xy"));
  EXPECT_EQ(blotted_text("\u65e5\u672c"), blotted_text("\u6f22\u5b57"));
  EXPECT_EQ(blotted_text("\U0001F511"), blotted_text("\U0001F5DD"));
}

TEST(Redacted, is_utf8_exactly_where_the_text_is) {
  const auto same = [](const std::string& text) {
    const auto masked = blotted_text(text);
    EXPECT_EQ(wire::is_utf8(masked), wire::is_utf8(text)) << testing::PrintToString(text);
    EXPECT_EQ(masked.size(), text.size());
    EXPECT_EQ(blotted_text(masked), masked);
  };
  for (int a = 0; a < 256; ++a) {
    for (int b = 0; b < 256; ++b) {
      const std::string two = {static_cast<char>(a), static_cast<char>(b)};
      same(two);
      if (a < 0xE0) continue;
      for (const int c : {0x41, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC2, 0xE1}) {
        same(two + static_cast<char>(c));
        same(two + static_cast<char>(c) + '\x80');
      }
    }
  }
}

TEST(Redacted, keeps_the_length_of_a_hidden_line_only) {
  std::string to;
  append_hidden(std::string_view("my pass\tword\0!", 14), to);
  EXPECT_EQ(to, "..............");
}

TEST(MaskDigests, hides_what_may_be_a_digest_but_no_fingerprint) {
  const auto masked = [](const std::string& text) {
    std::string scratch;
    return std::string(mask_digests(text, scratch));
  };
  const auto digest = wire::secret_of("hunter2");
  const std::string dots(64, '.');
  EXPECT_EQ(masked("ERROR <FAILURE> <400> LOGIN ada " + digest + " 6000"),
            "ERROR <FAILURE> <400> LOGIN ada " + dots + " 6000");
  EXPECT_EQ(masked(digest), dots);
  EXPECT_EQ(masked(digest + digest + "g" + digest), dots + dots + "g" + dots);
  EXPECT_EQ(masked(digest.substr(1)), digest.substr(1));
  EXPECT_EQ(masked("key SHA256:" + digest + " of " + digest), "key SHA256:" + digest + " of " + dots);
  EXPECT_EQ(masked("PEER_LIST <SUCCESS> <200> ada bob"), "PEER_LIST <SUCCESS> <200> ada bob");
}

}  // namespace
}  // namespace parley::record
