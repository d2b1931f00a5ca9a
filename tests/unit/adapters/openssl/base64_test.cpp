#include "adapters/openssl/base64.hpp"

#include <gtest/gtest.h>

#include <string>

namespace parley::adapters {
namespace {

std::string encoded(std::string_view text) {
  return to_base64(std::vector<std::uint8_t>(text.begin(), text.end()));
}

std::string decoded(std::string_view text) {
  const auto bytes = from_base64(text);
  return bytes ? std::string(bytes->begin(), bytes->end()) : "error";
}

TEST(Base64, encodes_the_vectors_of_rfc_4648_without_their_padding) {
  EXPECT_EQ(encoded(""), "");
  EXPECT_EQ(encoded("f"), "Zg");
  EXPECT_EQ(encoded("fo"), "Zm8");
  EXPECT_EQ(encoded("foo"), "Zm9v");
  EXPECT_EQ(encoded("foob"), "Zm9vYg");
  EXPECT_EQ(encoded("fooba"), "Zm9vYmE");
  EXPECT_EQ(encoded("foobar"), "Zm9vYmFy");
  EXPECT_EQ(encoded("\xfb\xff"), "+/8");
}

TEST(Base64, decodes_what_it_encodes) {
  std::string bytes;
  for (int i = 0; i < 256; ++i) {
    bytes += static_cast<char>(i * 7);
    EXPECT_EQ(decoded(encoded(bytes)), bytes);
  }
}

TEST(Base64, refuses_what_no_encoder_writes) {
  EXPECT_EQ(decoded("Zg=="), "error");
  EXPECT_EQ(decoded("Z"), "error");
  EXPECT_EQ(decoded("Zm9vY"), "error");
  EXPECT_EQ(decoded("Zh"), "error");  // Bits behind the last byte.
  EXPECT_EQ(decoded("Zm 8"), "error");
  EXPECT_EQ(decoded("Zm-_"), "error");
}

}  // namespace
}  // namespace parley::adapters
