#include "adapters/openssl/scrypt.hpp"

#include <gtest/gtest.h>

#include <array>
#include <string>

namespace parley::adapters {
namespace {

constexpr ScryptCost kCheap{4, 8, 1};
constexpr std::array<std::uint8_t, kSaltBytes> kSalt = {1, 2, 3, 4, 5, 6, 7, 8};

/// `right`, `wrong` or `corrupt`.
std::string verdict(std::string_view secret, const std::string& text) {
  const auto verified = scrypt_verify(secret, PasswordHash{text});
  if (verified) return *verified ? "right" : "wrong";
  return verified.error().code == ErrorCode::kCorrupt ? "corrupt" : verified.error().message;
}

TEST(Scrypt, agrees_with_rfc_7914) {
  const std::string text =
      "$scrypt$ln=14,r=8,p=1$U29kaXVtQ2hsb3JpZGU$"
      "cCO9yzr9c0hGHAbNgf046/2o+7qQT44+qbVD9lRdofLVQylVYT8Pz2LUlwUkKpr55h6F3A1lHkDfzwF7RVdYhw";
  EXPECT_EQ(verdict("pleaseletmein", text), "right");
  EXPECT_EQ(verdict("pleaseletmeIn", text), "wrong");
}

TEST(Scrypt, writes_the_phc_string_with_the_cost_of_today) {
  const auto hash = scrypt_hash("secret", kSalt);
  ASSERT_TRUE(hash);
  EXPECT_TRUE(hash->text.starts_with("$scrypt$ln=15,r=8,p=1$AQIDBAUGBwgAAAAAAAAAAA$")) << hash->text;
  EXPECT_EQ(hash->text.size(), std::string("$scrypt$ln=15,r=8,p=1$").size() + 22 + 1 + 43);
  EXPECT_EQ(verdict("secret", hash->text), "right");
}

TEST(Scrypt, takes_the_cost_from_the_text_when_it_verifies) {
  const auto hash = scrypt_hash("secret", kSalt, {5, 4, 3});
  ASSERT_TRUE(hash);
  EXPECT_TRUE(hash->text.starts_with("$scrypt$ln=5,r=4,p=3$"));
  EXPECT_EQ(verdict("secret", hash->text), "right");
  EXPECT_EQ(verdict("Secret", hash->text), "wrong");
}

TEST(Scrypt, tells_secrets_apart_that_differ_only_behind_a_nul) {
  const auto hash = scrypt_hash(std::string("a\0b", 3), kSalt, kCheap);
  ASSERT_TRUE(hash);
  EXPECT_EQ(verdict(std::string("a\0b", 3), hash->text), "right");
  EXPECT_EQ(verdict(std::string("a\0c", 3), hash->text), "wrong");
}

TEST(Scrypt, refuses_a_text_that_is_no_hash) {
  const std::string good = scrypt_hash("secret", kSalt, kCheap)->text;
  for (std::size_t length = 0; length + 24 < good.size(); ++length) {
    EXPECT_EQ(verdict("secret", good.substr(0, length)), "corrupt") << length;
  }
  const std::string tail = good.substr(good.find('$', 8));
  EXPECT_EQ(verdict("secret", "$scrypt$ln=4,r=8,p=1" + tail), "right");
  for (const char* head : {"scrypt$ln=4,r=8,p=1", "$argon2$ln=4,r=8,p=1", "$scrypt$r=8,ln=4,p=1", "$scrypt$",
                           "$scrypt$ln=0,r=8,p=1", "$scrypt$ln=-4,r=8,p=1", "$scrypt$ln=4,r=8",
                           "$scrypt$ln=4,r=8,p=1,x=1", "$scrypt$ln=4 ,r=8,p=1"}) {
    EXPECT_EQ(verdict("secret", head + tail), "corrupt") << head;
  }
}

TEST(Scrypt, refuses_a_cost_that_would_hold_up_a_worker) {
  const std::string tail = "$AQIDBAUGBwgAAAAAAAAAAA$AQIDBAUGBwgAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
  for (const char* cost :
       {"ln=19,r=8,p=2", "ln=20,r=8,p=1", "ln=25,r=1,p=1", "ln=63,r=1,p=1", "ln=64,r=1,p=1", "ln=4,r=65,p=1",
        "ln=4,r=1,p=65", "ln=15,r=8,p=17", "ln=999999,r=999999,p=999999"}) {
    EXPECT_EQ(verdict("secret", "$scrypt$" + std::string(cost) + tail), "corrupt") << cost;
  }
  EXPECT_EQ(verdict("secret", "$scrypt$ln=4,r=8,p=64" + tail), "wrong");
}

}  // namespace
}  // namespace parley::adapters
