#include "sim/check/connection_tracker.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace parley::sim::check {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr const char* kGreeting = "HELLO_BACK SUCCESS 200 ";

struct ConnectionTrackers : testing::Test {
  std::vector<std::string> requests() {
    std::vector<std::string> all;
    for (auto next = connection.next_request(); next; next = connection.next_request()) all.push_back(*next);
    return all;
  }
  ConnectionTracker connection{1, NodeId{1}, {}};
};

TEST_F(ConnectionTrackers, takes_a_record_for_a_message_in_v1) {
  connection.on_request_bytes("HELLO P2P");
  connection.on_request_bytes("REGISTER ann\nsecret");
  EXPECT_THAT(requests(), ElementsAre("HELLO P2P", "REGISTER ann\nsecret"));
}

TEST_F(ConnectionTrackers, takes_a_line_for_a_message_in_v2) {
  connection.on_request_bytes("HELLO P2P 2\nREGISTER ann se");
  connection.on_request_bytes("cret\r\nSHOW-ROOM-LIST\n");
  EXPECT_THAT(requests(), ElementsAre("HELLO P2P 2", "REGISTER ann secret", "SHOW-ROOM-LIST"));
}

TEST_F(ConnectionTrackers, takes_a_first_record_without_a_line_end_for_a_line) {
  connection.on_request_bytes("HELLO P2P 2");
  EXPECT_THAT(requests(), ElementsAre("HELLO P2P 2"));
  EXPECT_TRUE(connection.uses_lines());
}

TEST_F(ConnectionTrackers, knows_messages_that_are_too_long) {
  connection.on_request_bytes(std::string(1024, 'a'));
  EXPECT_FALSE(connection.overlong());
  connection.on_request_bytes(std::string(1025, 'a'));
  EXPECT_FALSE(connection.overlong()) << "the one before is to be answered first";
  requests();
  EXPECT_TRUE(connection.overlong());
}

TEST_F(ConnectionTrackers, knows_lines_that_are_too_long) {
  connection.on_request_bytes("HELLO P2P 2\n" + std::string(65'536, 'a'));
  requests();
  EXPECT_FALSE(connection.overlong());
  connection.on_request_bytes("a");
  EXPECT_TRUE(connection.overlong());
}

TEST_F(ConnectionTrackers, takes_the_greeting_off_what_is_sent) {
  EXPECT_THAT(connection.on_answer_bytes(kGreeting), IsEmpty());
  EXPECT_THAT(connection.on_answer_bytes("ERROR <FAILURE> <400>"), ElementsAre("ERROR <FAILURE> <400>"));
  EXPECT_FALSE(connection.bad_hello());
}

TEST_F(ConnectionTrackers, sees_a_greeting_that_is_none) {
  connection.on_answer_bytes("HELLO_BACK SUCCESS 201 ");
  EXPECT_TRUE(connection.bad_hello());
}

TEST_F(ConnectionTrackers, joins_full_records_of_one_answer) {
  connection.on_answer_bytes(kGreeting);
  EXPECT_THAT(connection.on_answer_bytes(std::string(16'384, 'a')), IsEmpty());
  EXPECT_THAT(connection.on_answer_bytes("b"), ElementsAre(std::string(16'384, 'a') + "b"));
  EXPECT_THAT(connection.on_answer_bytes(std::string(16'384, 'c')), IsEmpty());
  EXPECT_THAT(connection.end_of_turn(), ElementsAre(std::string(16'384, 'c')));
}

TEST_F(ConnectionTrackers, counts_what_is_under_way) {
  connection.on_answer_bytes(kGreeting);
  EXPECT_EQ(connection.under_way(), 23U);
  connection.delivered(23);
  EXPECT_EQ(connection.under_way(), 0U);
}

}  // namespace
}  // namespace parley::sim::check
