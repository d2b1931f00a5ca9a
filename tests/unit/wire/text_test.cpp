#include "wire/text.hpp"

#include <gmock/gmock.h>

#include <string>
#include <vector>

namespace parley::wire {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> words_of(std::string_view text) {
  const auto words = split_words(text);
  return {words.word.begin(), words.word.begin() + static_cast<std::ptrdiff_t>(words.count)};
}

TEST(Words, are_parted_by_every_ascii_white_space) {
  EXPECT_THAT(words_of("a b\tc\nd"), ElementsAre("a", "b", "c", "d"));
  EXPECT_THAT(words_of("a\vb\fc\rd"), ElementsAre("a", "b", "c", "d"));
}

TEST(Words, are_the_same_when_white_space_leads_trails_or_repeats) {
  EXPECT_THAT(words_of(" \r\n LOGIN \t\t ada  \r\n"), ElementsAre("LOGIN", "ada"));
}

TEST(Words, are_none_when_there_is_only_white_space) {
  EXPECT_THAT(words_of(""), IsEmpty());
  EXPECT_THAT(words_of(" \t\r\n"), IsEmpty());
}

TEST(Words, are_not_parted_by_other_controls_or_wide_blanks) {
  EXPECT_THAT(words_of("a\x1C"
                       "b\xC2\xA0"
                       "c\xE3\x80\x80"
                       "d"),
              ElementsAre("a\x1C"
                          "b\xC2\xA0"
                          "c\xE3\x80\x80"
                          "d"));
}

TEST(Words, stop_at_the_most_that_are_told_apart) {
  EXPECT_THAT(words_of("1 2 3 4 5"), ElementsAre("1", "2", "3", "4", "5"));
  EXPECT_THAT(words_of("1 2 3 4 5 6 7"), ElementsAre("1", "2", "3", "4", "5"));
}

TEST(NextWord, takes_words_off_one_by_one) {
  std::string_view text = "  JOIN room ";
  EXPECT_EQ(next_word(text), "JOIN");
  EXPECT_EQ(text, " room ");
  EXPECT_EQ(next_word(text), "room");
  EXPECT_EQ(next_word(text), "");
  EXPECT_EQ(next_word(text), "");
}

TEST(Trimmed, keeps_what_is_inside) {
  EXPECT_EQ(trimmed(" \ta  b\r\n"), "a  b");
  EXPECT_EQ(trimmed(" \t"), "");
  EXPECT_EQ(trimmed(""), "");
}

// The examples of FIPS 180-4 and the digest of nothing.
TEST(Secret, is_the_lower_case_sha_256_of_the_password) {
  EXPECT_EQ(secret_of(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(secret_of("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(secret_of("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}

TEST(Secret, is_one_word_whatever_the_password_holds) {
  EXPECT_EQ(secret_of("two words\n").size(), 64U);
  EXPECT_EQ(words_of(secret_of(std::string(100'000, ' '))).size(), 1U);
}

}  // namespace
}  // namespace parley::wire
