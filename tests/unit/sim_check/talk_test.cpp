#include "sim/check/talk.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace parley::sim::check {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr const char* kGreeting = "HELLO_BACK SUCCESS 200 ";

struct Talking : testing::Test {
  std::vector<std::string> requests() {
    std::vector<std::string> all;
    for (auto next = talk.next_request(); next; next = talk.next_request()) all.push_back(*next);
    return all;
  }
  Talk talk{1, NodeId{1}, {}};
};

TEST_F(Talking, takes_a_record_for_a_message_in_v1) {
  talk.take_in("HELLO P2P");
  talk.take_in("REGISTER ann\nsecret");
  EXPECT_THAT(requests(), ElementsAre("HELLO P2P", "REGISTER ann\nsecret"));
}

TEST_F(Talking, takes_a_line_for_a_message_in_v2) {
  talk.take_in("HELLO P2P 2\nREGISTER ann se");
  talk.take_in("cret\r\nSHOW-ROOM-LIST\n");
  EXPECT_THAT(requests(), ElementsAre("HELLO P2P 2", "REGISTER ann secret", "SHOW-ROOM-LIST"));
}

TEST_F(Talking, takes_a_first_record_without_a_line_end_for_a_line) {
  talk.take_in("HELLO P2P 2");
  EXPECT_THAT(requests(), ElementsAre("HELLO P2P 2"));
  EXPECT_TRUE(talk.speaks_lines());
}

TEST_F(Talking, knows_messages_that_are_too_long) {
  talk.take_in(std::string(1024, 'a'));
  EXPECT_FALSE(talk.asked_too_much());
  talk.take_in(std::string(1025, 'a'));
  EXPECT_FALSE(talk.asked_too_much()) << "the one before is to be answered first";
  requests();
  EXPECT_TRUE(talk.asked_too_much());
}

TEST_F(Talking, knows_lines_that_are_too_long) {
  talk.take_in("HELLO P2P 2\n" + std::string(65'536, 'a'));
  requests();
  EXPECT_FALSE(talk.asked_too_much());
  talk.take_in("a");
  EXPECT_TRUE(talk.asked_too_much());
}

TEST_F(Talking, takes_the_greeting_off_what_is_sent) {
  EXPECT_THAT(talk.take_out(kGreeting), IsEmpty());
  EXPECT_THAT(talk.take_out("ERROR <FAILURE> <400>"), ElementsAre("ERROR <FAILURE> <400>"));
  EXPECT_FALSE(talk.nonsense());
}

TEST_F(Talking, sees_a_greeting_that_is_none) {
  talk.take_out("HELLO_BACK SUCCESS 201 ");
  EXPECT_TRUE(talk.nonsense());
}

TEST_F(Talking, joins_full_records_of_one_answer) {
  talk.take_out(kGreeting);
  EXPECT_THAT(talk.take_out(std::string(16'384, 'a')), IsEmpty());
  EXPECT_THAT(talk.take_out("b"), ElementsAre(std::string(16'384, 'a') + "b"));
  EXPECT_THAT(talk.take_out(std::string(16'384, 'c')), IsEmpty());
  EXPECT_THAT(talk.end_of_turn(), ElementsAre(std::string(16'384, 'c')));
}

TEST_F(Talking, counts_what_is_under_way) {
  talk.take_out(kGreeting);
  EXPECT_EQ(talk.under_way(), 23U);
  talk.delivered(23);
  EXPECT_EQ(talk.under_way(), 0U);
}

}  // namespace
}  // namespace parley::sim::check
