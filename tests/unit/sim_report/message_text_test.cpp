#include "sim/report/message_text.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <utility>

namespace parley::sim::report {
namespace {

using namespace std::string_view_literals;
using testing::Contains;
using testing::IsEmpty;
using testing::Not;
using testing::Pair;

TEST(Escaped, keeps_what_can_be_shown_and_names_every_other_byte) {
  EXPECT_EQ(escaped("hé €"), "hé €");
  EXPECT_EQ(escaped("a\tb\r\n\\"), "a\\tb\\r\\n\\\\");
  EXPECT_EQ(escaped("\0\x1b\x7f"sv), "\\x00\\x1b\\x7f");
  EXPECT_EQ(escaped("\xff\xc3"), "\\xff\\xc3");
}

TEST(Escaped, hides_no_change_of_writing_direction) { EXPECT_EQ(escaped("a\u202e"), "a\\xe2\\x80\\xae"); }

TEST(Hex, has_two_digits_a_byte) { EXPECT_EQ(hex("\0\x7f\xff"sv), "007fff"); }

TEST(WordsOfRecord, tell_a_request_by_its_parts) {
  const auto words = describe_record("LOGIN ada 0123abcd 6001");
  ASSERT_EQ(words.size(), 1U);
  EXPECT_EQ(words[0].sort, MessageKind::kRequest);
  EXPECT_EQ(words[0].label, "LOGIN ada");
  EXPECT_THAT(words[0].fields, Contains(Pair("request", "LOGIN")));
  EXPECT_THAT(words[0].fields, Contains(Pair("user", "ada")));
  EXPECT_THAT(words[0].fields, Contains(Pair("reached at port", "6001")));
}

TEST(WordsOfRecord, tell_an_answer_by_its_number_and_lists) {
  const auto words = describe_record("ROOMS-LIST <SUCCESS> <200> tea ['ada', 'bob'] ada.");
  ASSERT_EQ(words.size(), 1U);
  EXPECT_EQ(words[0].sort, MessageKind::kAnswer);
  EXPECT_EQ(words[0].label, "ROOMS-LIST 200");
  EXPECT_THAT(words[0].fields, Contains(Pair("result", "200 SUCCESS")));
  EXPECT_THAT(words[0].fields, Contains(Pair("room", "tea: ada bob; host ada")));
}

TEST(WordsOfRecord, tell_the_greeting_and_the_lines_behind_it) {
  const auto words =
      describe_record("HELLO_BACK SUCCESS 200 HELLO <SUCCESS> <200> versions=1,2\nAUTH <ONLINE> <300>\n");
  ASSERT_EQ(words.size(), 3U);
  EXPECT_EQ(words[0].sort, MessageKind::kGreeting);
  EXPECT_EQ(words[1].label, "HELLO 200");
  EXPECT_EQ(words[2].label, "AUTH 300");
}

TEST(WordsOfRecord, say_why_a_request_is_refused) {
  const auto words = describe_record("LOGIN ada");
  ASSERT_EQ(words.size(), 1U);
  EXPECT_EQ(words[0].label, "LOGIN (malformed)");
  EXPECT_EQ(words[0].fields[1].first, "to be refused");
}

TEST(WordsOfRecord, show_what_no_party_says_as_bytes) {
  const auto words = describe_record("\xff<b>");
  ASSERT_EQ(words.size(), 1U);
  EXPECT_EQ(words[0].sort, MessageKind::kBytes);
  EXPECT_EQ(words[0].label, "\\xff<b>");
  EXPECT_THAT(describe_record(""), IsEmpty());
  EXPECT_THAT(describe_record("\r\n"), IsEmpty());
}

TEST(WordsOfDatagram, tell_keep_alives_from_chat) {
  EXPECT_EQ(describe_datagram("KEEP_ALIVE ada").sort, MessageKind::kKeepAlive);
  const MessageText said = describe_datagram("ada: hello\x07");
  EXPECT_EQ(said.sort, MessageKind::kChat);
  EXPECT_THAT(said.fields, Contains(Pair("writer", "ada")));
  EXPECT_THAT(said.fields, Contains(Pair("text", "hello\\x07")));
  EXPECT_EQ(describe_datagram("System: User bob joined!").label, "bob joined");
  EXPECT_EQ(describe_datagram("System: User bob left.").label, "bob left");
}

TEST(WordsOfDatagram, show_noise_as_bytes) {
  const MessageText noise = describe_datagram("\xfe\xff");
  EXPECT_EQ(noise.sort, MessageKind::kBytes);
  EXPECT_EQ(noise.label, "\\xfe\\xff");
}

}  // namespace
}  // namespace parley::sim::report
