#include "wire/hello.hpp"

#include <gtest/gtest.h>

#include <string>

namespace parley::wire {
namespace {

using namespace std::chrono_literals;

TEST(Hello, is_written_as_the_protocol_has_it) {
  EXPECT_EQ(encode_hello({}),
            "versions=1,2 keep-alive-ms=1000 timeout-ms=3000 line-bytes=65536 udp-port=15500");
}

TEST(Hello, comes_back_when_it_is_read) {
  const HelloDetails hello{250ms, 7s, 1234, 65535};
  EXPECT_EQ(decode_hello(encode_hello(hello)).value(), hello);
}

TEST(Hello, leaves_defaults_for_what_is_missing) {
  EXPECT_EQ(decode_hello("").value(), HelloDetails{});
  EXPECT_EQ(decode_hello("udp-port=7").value(), (HelloDetails{1s, 3s, 65536, 7}));
}

TEST(Hello, skips_what_it_does_not_know) {
  EXPECT_EQ(decode_hello("versions=1,2,3 colour=red word = udp-port=7 UDP-PORT=x").value().udp_port, 7);
}

TEST(Hello, takes_numbers_at_their_bounds_and_not_past_them) {
  EXPECT_EQ(decode_hello("keep-alive-ms=3600000").value().keep_alive_interval, 1h);
  EXPECT_EQ(decode_hello("line-bytes=16777216").value().line_bytes, 16'777'216U);
  for (const auto* word :
       {"keep-alive-ms=3600001", "timeout-ms=3600001", "line-bytes=16777217", "udp-port=65536"}) {
    EXPECT_FALSE(decode_hello(word)) << word;
  }
}

TEST(Hello, is_refused_when_a_known_key_has_no_number) {
  for (const auto* word : {"udp-port=", "udp-port=0", "udp-port=x", "udp-port=-1", "timeout-ms=1.5",
                           "line-bytes=0", "keep-alive-ms=0", "udp-port=99999999999999999999"}) {
    EXPECT_FALSE(decode_hello(word)) << word;
  }
}

TEST(Hello, is_refused_in_words_fit_for_a_screen) {
  EXPECT_EQ(decode_hello("udp-port=\x1B[2J").error().message.find('\x1B'), std::string::npos);
}

}  // namespace
}  // namespace parley::wire
