#include "base/name.hpp"

#include <gmock/gmock.h>

#include <cctype>
#include <string>
#include <unordered_set>
#include <vector>

namespace parley {
namespace {

using ::testing::HasSubstr;

UserName user(std::string_view text) { return UserName::parse(text).value(); }

TEST(Name, is_taken_when_it_has_1_to_32_bytes) {
  EXPECT_TRUE(UserName::parse("a"));
  EXPECT_TRUE(UserName::parse(std::string(32, 'a')));
  EXPECT_TRUE(RoomName::parse(std::string(32, 'a')));
}

TEST(Name, is_refused_when_it_is_empty_or_has_33_bytes) {
  EXPECT_THAT(UserName::parse("").error().message, HasSubstr("empty"));
  EXPECT_THAT(UserName::parse(std::string(33, 'a')).error().message, HasSubstr("32"));
  EXPECT_FALSE(RoomName::parse(std::string(33, 'a')));
}

TEST(Name, holds_letters_digits_underscores_and_hyphens_alone) {
  EXPECT_TRUE(UserName::parse("azAZ09_-"));
  for (int byte = 0; byte < 256; ++byte) {
    const char c = static_cast<char>(byte);
    const bool allowed =
        (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
    EXPECT_EQ(UserName::parse(std::string("x") + c).has_value(), allowed) << "byte " << byte;
  }
}

TEST(Name, is_refused_when_it_is_reserved_in_any_case) {
  for (const auto* word : {"system", "System", "SYSTEM", "quit", "Quit", "qUIT"}) {
    EXPECT_FALSE(UserName::parse(word)) << word;
    EXPECT_FALSE(RoomName::parse(word)) << word;
  }
  EXPECT_TRUE(UserName::parse("systems"));
  EXPECT_TRUE(UserName::parse("qui"));
}

TEST(Name, says_kMalformed_whatever_is_wrong) {
  for (const auto* word : {"", "a b", "system", "\xC3\xA9"}) {
    EXPECT_EQ(UserName::parse(word).error().code, ErrorCode::kMalformed) << word;
  }
}

TEST(Name, is_kept_as_typed_and_compared_without_case) {
  EXPECT_EQ(user("Ada").text(), "Ada");
  EXPECT_EQ(user("Ada"), user("aDA"));
  EXPECT_NE(user("Ada"), user("Adam"));
  EXPECT_NE(user("Ada"), user("Adb"));
}

TEST(Name, folds_every_letter) {
  const auto loud = user("ABCDEFGHIJKLMNOPQRSTUVWXYZ");
  const auto soft = user("abcdefghijklmnopqrstuvwxyz");
  EXPECT_EQ(loud, soft);
  EXPECT_EQ(hash_of(loud), hash_of(soft));
}

TEST(Name, is_ordered_without_case) {
  EXPECT_LT(user("ada"), user("BOB"));
  EXPECT_LT(user("ADA"), user("bob"));
  EXPECT_LT(user("ada"), user("Adam"));
  EXPECT_EQ(user("ada") <=> user("ADA"), std::strong_ordering::equal);
}

TEST(Name, folds_no_byte_but_letters) {
  // '[' and '{' lie 32 apart as 'A' and 'a' do; here the only such pairs of name bytes are letters.
  EXPECT_NE(user("a_"), user("a-"));
  EXPECT_LT(user("a-"), user("a0"));
  EXPECT_LT(user("a9"), user("a_"));
  EXPECT_LT(user("a_"), user("aA"));
}

TEST(Name, hashes_alike_when_it_compares_alike) {
  EXPECT_EQ(hash_of(user("Ada-9")), hash_of(user("aDA-9")));
  EXPECT_NE(hash_of(user("ada")), hash_of(user("adb")));
  const std::unordered_set<UserName> users = {user("Ada"), user("ada"), user("Bob")};
  EXPECT_EQ(users.size(), 2U);
  EXPECT_TRUE(users.contains(user("BOB")));
}

TEST(Name, of_every_length_is_told_from_one_that_differs_anywhere) {
  const std::string longest = "ABcdEFgh-jKl_n0pQrstUVwx-z012345";
  for (std::size_t size = 1; size < longest.size(); ++size) {
    EXPECT_FALSE(user(longest.substr(0, size)) == user(longest.substr(0, size + 1)));
  }
  for (std::size_t size = 1; size <= longest.size(); ++size) {
    const std::string text = longest.substr(0, size);
    std::string swapped = text;
    for (char& c : swapped)
      c = std::isalpha(static_cast<unsigned char>(c)) != 0 ? static_cast<char>(c ^ 0x20) : c;
    EXPECT_EQ(user(text), user(swapped));
    EXPECT_EQ(hash_of(user(text)), hash_of(user(swapped)));
    for (std::size_t at = 0; at < size; ++at) {
      std::string other = text;
      other[at] = other[at] == '9' ? '8' : '9';
      EXPECT_FALSE(user(text) == user(other)) << text << " " << other;
      EXPECT_NE(hash_of(user(text)), hash_of(user(other))) << text << " " << other;
    }
  }
}

}  // namespace
}  // namespace parley
