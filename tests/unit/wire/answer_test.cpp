#include "wire/answer.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace parley::wire {
namespace {

struct Row {
  Answer answer;
  std::string message;
};

/// The answer table of docs/protocol.md, row by row.
std::vector<Row> rows() {
  return {
      {{Verb::kHello, Status::kSuccess, "versions=1,2"}, "HELLO <SUCCESS> <200> versions=1,2"},
      {{Verb::kRegister, Status::kSuccess, ""}, "REGISTER <SUCCESS> <200>"},
      {{Verb::kRegister, Status::kAlready, ""}, "REGISTER <EXIST> <300>"},
      {{Verb::kAuth, Status::kSuccess, ""}, "AUTH <SUCCESS> <200>"},
      {{Verb::kAuth, Status::kAlready, ""}, "AUTH <ONLINE> <300>"},
      {{Verb::kAuth, Status::kNotFound, ""}, "AUTH <FAILURE> <404>"},
      {{Verb::kLogout, Status::kNotYours, ""}, "LOGOUT <FAILURE> <403>"},
      {{Verb::kSearchUser, Status::kSuccess, "192.0.2.1:6000"},
       "SEARCH_USER_RESPONSE <SUCCESS> <200> 192.0.2.1:6000"},
      {{Verb::kSearchUser, Status::kAlready, ""}, "SEARCH_USER_RESPONSE <NOT_ONLINE> <300>"},
      {{Verb::kSearchUser, Status::kNotFound, ""}, "SEARCH_USER_RESPONSE <NOT_FOUND> <404>"},
      {{Verb::kPeerList, Status::kSuccess, "bob (192.0.2.1:1) eve (192.0.2.2:2)"},
       "PEER_LIST <SUCCESS> <200> bob (192.0.2.1:1) eve (192.0.2.2:2)"},
      {{Verb::kPeerList, Status::kSuccess, "bob eve"}, "PEER_LIST <SUCCESS> <200> bob eve"},
      {{Verb::kPeerList, Status::kNotFound, ""}, "PEER_LIST <FAILURE> <404>"},
      {{Verb::kCreation, Status::kSuccess, ""}, "CREATION <SUCCESS> <200>"},
      {{Verb::kCreation, Status::kNotFound, ""}, "CREATION <FAILURE> <404>"},
      {{Verb::kJoin, Status::kSuccess, "ada"}, "JOIN <SUCCESS> <200> ada"},
      {{Verb::kJoin, Status::kNotFound, ""}, "JOIN <FAILURE> <404>"},
      {{Verb::kJoin, Status::kConflict, ""}, "JOIN <FAILURE> <409>"},
      {{Verb::kRoomExit, Status::kSuccess, ""}, "ROOM-EXIT-RESPONSE <SUCCESS> <200>"},
      {{Verb::kRoomExit, Status::kNotFound, ""}, "ROOM-EXIT-RESPONSE <FAILURE> <404>"},
      {{Verb::kRoomsList, Status::kSuccess, "name ['a', 'b'] host. name2 ['c'] c."},
       "ROOMS-LIST <SUCCESS> <200> name ['a', 'b'] host. name2 ['c'] c."},
      {{Verb::kRoomsList, Status::kSuccess, ""}, "ROOMS-LIST <SUCCESS> <200>"},
      {{Verb::kRoomPeerList, Status::kSuccess, "a b c"}, "PEER-LIST <SUCCESS> <200> a b c"},
      {{Verb::kRoomPeerList, Status::kSuccess, ""}, "PEER-LIST <SUCCESS> <200>"},
      {{Verb::kError, Status::kMalformed, ""}, "ERROR <FAILURE> <400>"},
      {{Verb::kError, Status::kShuttingDown, ""}, "ERROR <FAILURE> <503>"},
  };
}

TEST(Answer, is_written_as_the_table_has_it) {
  for (const auto& row : rows()) EXPECT_EQ(encode(row.answer), row.message);
}

TEST(Answer, is_read_as_the_table_has_it) {
  for (const auto& row : rows()) {
    const auto answer = decode_answer(row.message);
    ASSERT_TRUE(answer) << row.message;
    EXPECT_EQ(*answer, row.answer) << row.message;
  }
}

TEST(Answer, loses_the_white_space_around_its_details_and_keeps_that_inside) {
  EXPECT_EQ(decode_answer(" JOIN\t<SUCCESS>  <200>  a  b \r\n").value(),
            (Answer{Verb::kJoin, Status::kSuccess, "a  b"}));
}

TEST(Answer, is_decided_by_its_number_whatever_its_word_says) {
  EXPECT_EQ(decode_answer("JOIN <SOME_WORD> <404>").value().status, Status::kNotFound);
}

TEST(Answer, is_refused_when_it_has_another_form) {
  for (const auto* message : {"",
                              " ",
                              "JOIN",
                              "JOIN <SUCCESS>",
                              "JOIN SUCCESS 200",
                              "JOIN <SUCCESS> 200",
                              "JOIN SUCCESS <200>",
                              "JOIN <> <200>",
                              "JOIN <SUCCESS> <>",
                              "JOIN <success> <200>",
                              "JOIN <SUCCESS <200>",
                              "JOIN <SUCCESS> <0200>",
                              "JOIN <SUCCESS> <20>",
                              "JOIN <SUCCESS> <200x>",
                              "JOIN <SUCCESS> <+20>",
                              "JOIN <SUCCESS> <65736>",
                              "JOIN <SUCCESS> <299>",
                              "join <SUCCESS> <200>",
                              "NONSENSE <SUCCESS> <200>",
                              "JOIN <SUCCESS> <200>a",
                              "JOIN <SUCCESS> <200> \xFF"}) {
    const auto answer = decode_answer(message);
    ASSERT_FALSE(answer) << message;
    EXPECT_EQ(answer.error().code, ErrorCode::kMalformed);
  }
}

TEST(Greeting, is_23_bytes_and_no_answer) {
  EXPECT_EQ(kGreeting, "HELLO_BACK SUCCESS 200 ");
  EXPECT_EQ(kGreeting.size(), 23U);
  EXPECT_FALSE(decode_answer(kGreeting));
}

}  // namespace
}  // namespace parley::wire
