#include "wire/keep_alive.hpp"

#include <gtest/gtest.h>

#include <string>

#include "base/limits.hpp"

namespace parley::wire {
namespace {

const KeepAlive kAda{UserName::parse("Ada").value()};

TEST(KeepAlive, is_its_verb_and_a_user) {
  EXPECT_EQ(encode(kAda), "KEEP_ALIVE Ada");
  EXPECT_EQ(decode_keep_alive("KEEP_ALIVE Ada"), kAda);
}

TEST(KeepAlive, is_the_same_whatever_white_space_is_around_its_words) {
  EXPECT_EQ(decode_keep_alive("\tKEEP_ALIVE  \r\n Ada\n"), kAda);
}

TEST(KeepAlive, is_nothing_when_the_datagram_is_another) {
  for (const std::string datagram : {"", " ", "KEEP_ALIVE", "KEEP_ALIVE ", "keep_alive Ada", "KEEP_ALIVEAda",
                                     "Ada", "KEEP_ALIVE Ada Bob", "KEEP_ALIVE A.a", "KEEP_ALIVE system",
                                     "KEEP_ALIVE \xFF", "KEEP_ALIVE abcdefghijklmnopqrstuvwxyz0123456"}) {
    EXPECT_EQ(decode_keep_alive(datagram), std::nullopt) << datagram;
  }
  EXPECT_EQ(decode_keep_alive(std::string_view("KEEP_ALIVE Ada\0", 15)), std::nullopt);
}

TEST(KeepAlive, is_taken_up_to_1024_bytes) {
  const auto padded = [](std::size_t bytes) { return "KEEP_ALIVE Ada" + std::string(bytes - 14, ' '); };
  EXPECT_EQ(decode_keep_alive(padded(limits::kDatagramBytes)), kAda);
  EXPECT_EQ(decode_keep_alive(padded(limits::kDatagramBytes + 1)), std::nullopt);
}

}  // namespace
}  // namespace parley::wire
