#include <gmock/gmock.h>

#include <string>
#include <vector>

#include "base/limits.hpp"
#include "wire/answer.hpp"
#include "wire/request.hpp"

namespace parley::wire {
namespace {

using ::testing::HasSubstr;

/// What a message that is no request is answered; `taken` where it is one.
std::string answer_to(std::string_view message) {
  const auto decoded = decode_request(message);
  const auto* bad = std::get_if<BadRequest>(&decoded);
  if (bad == nullptr) return "taken";
  EXPECT_FALSE(bad->reason.empty()) << message;
  return encode(Answer{bad->verb, bad->status, ""});
}

std::string reason_for(std::string_view message) {
  return std::get<BadRequest>(decode_request(message)).reason;
}

TEST(BadRequest, is_an_error_when_there_is_no_word) {
  for (const auto* message : {"", " ", "\r\n", "\t \v\f"}) {
    EXPECT_EQ(answer_to(message), "ERROR <FAILURE> <400>") << '"' << message << '"';
  }
}

TEST(BadRequest, is_an_error_when_the_verb_is_unknown_or_of_another_case) {
  for (const auto* message :
       {"NONSENSE", "login ada x 1", "Register ada x", "GET / HTTP/1.1", "LOGINS ada x 1", "KEEP_ALIVE ada",
        "SHOW_ROOM_LIST", "DISCOVER_ROOM_PEERS tea", "AUTH <SUCCESS> <200>"}) {
    EXPECT_EQ(answer_to(message), "ERROR <FAILURE> <400>") << message;
  }
}

TEST(BadRequest, is_an_error_when_the_bytes_are_no_text) {
  EXPECT_EQ(answer_to("SEARCH_USER \xFF"), "ERROR <FAILURE> <400>");
  EXPECT_EQ(answer_to("LOGOUT \xC3"), "ERROR <FAILURE> <400>");
  EXPECT_EQ(answer_to(std::string_view("SHOW-ROOM-LIST\0", 15)), "ERROR <FAILURE> <400>");
  EXPECT_EQ(answer_to(std::string_view("\0", 1)), "ERROR <FAILURE> <400>");
  EXPECT_EQ(answer_to(std::string_view("REGISTER ada x\0y", 16)), "ERROR <FAILURE> <400>");
}

TEST(BadRequest, is_an_error_when_hello_is_not_for_us) {
  for (const auto* message : {"HELLO", "HELLO P2P 3", "HELLO P2P 0", "HELLO P2P 02", "HELLO P2P two",
                              "HELLO p2p", "HELLO HTTP", "HELLO P2P 2 3"}) {
    EXPECT_EQ(answer_to(message), "ERROR <FAILURE> <400>") << message;
  }
  EXPECT_THAT(reason_for("HELLO P2P 3"), HasSubstr("versions 1 and 2"));
}

TEST(BadRequest, answers_for_its_verb_when_words_are_missing_or_too_many) {
  struct Row {
    std::vector<std::string> messages;
    std::string answer;
  };
  const std::vector<Row> rows = {
      {{"REGISTER", "REGISTER ada", "REGISTER ada x y"}, "REGISTER <FAILURE> <400>"},
      {{"LOGIN", "LOGIN ada", "LOGIN ada x", "LOGIN ada x 1 y", "LOGIN ada x 1 y z"}, "AUTH <FAILURE> <400>"},
      {{"LOGOUT ada bob", "LOGOUT a b c d e f"}, "LOGOUT <FAILURE> <400>"},
      {{"SEARCH_USER", "SEARCH_USER ada bob"}, "SEARCH_USER_RESPONSE <FAILURE> <400>"},
      {{"DISCOVER_PEERS", "DISCOVER_PEERS SIMPLE", "DISCOVER_PEERS SIMPLE ada x"},
       "PEER_LIST <FAILURE> <400>"},
      {{"CREATE-CHAT-ROOM", "CREATE-CHAT-ROOM tea", "CREATE-CHAT-ROOM green tea ada"},
       "CREATION <FAILURE> <400>"},
      {{"JOIN-CHAT-ROOM", "JOIN-CHAT-ROOM tea", "JOIN-CHAT-ROOM green tea ada"}, "JOIN <FAILURE> <400>"},
      {{"ROOM-EXIT", "ROOM-EXIT ada", "ROOM-EXIT ada green tea"}, "ROOM-EXIT-RESPONSE <FAILURE> <400>"},
      {{"SHOW-ROOM-LIST all"}, "ROOMS-LIST <FAILURE> <400>"},
      {{"DISCOVER-ROOM-PEERS", "DISCOVER-ROOM-PEERS green tea"}, "PEER-LIST <FAILURE> <400>"},
  };
  for (const auto& row : rows) {
    for (const auto& message : row.messages) EXPECT_EQ(answer_to(message), row.answer) << message;
  }
}

TEST(BadRequest, says_how_many_words_were_wanted) {
  EXPECT_THAT(reason_for("LOGIN ada"), HasSubstr("LOGIN takes 3 words"));
  EXPECT_THAT(reason_for("LOGOUT a b"), HasSubstr("LOGOUT takes 0 or 1 words"));
}

TEST(BadRequest, is_malformed_when_a_name_that_cannot_be_is_to_be_made) {
  for (const auto* name : {"a.b", "system", "QUIT", "na\xC3\xAFve", "abcdefghijklmnopqrstuvwxyz0123456"}) {
    EXPECT_EQ(answer_to("REGISTER " + std::string(name) + " x"), "REGISTER <FAILURE> <400>") << name;
    EXPECT_EQ(answer_to("CREATE-CHAT-ROOM " + std::string(name) + " ada"), "CREATION <FAILURE> <400>")
        << name;
  }
}

TEST(BadRequest, is_not_found_when_a_name_that_cannot_be_is_looked_up) {
  for (const std::string name :
       {"a.b", "system", "QUIT", "na\xC3\xAFve", "abcdefghijklmnopqrstuvwxyz0123456"}) {
    EXPECT_EQ(answer_to("LOGIN " + name + " x 1"), "AUTH <FAILURE> <404>") << name;
    EXPECT_EQ(answer_to("SEARCH_USER " + name), "SEARCH_USER_RESPONSE <NOT_FOUND> <404>") << name;
    EXPECT_EQ(answer_to("JOIN-CHAT-ROOM " + name + " ada"), "JOIN <FAILURE> <404>") << name;
    EXPECT_EQ(answer_to("ROOM-EXIT ada " + name), "ROOM-EXIT-RESPONSE <FAILURE> <404>") << name;
    EXPECT_EQ(answer_to("DISCOVER-ROOM-PEERS " + name), "PEER-LIST <FAILURE> <404>") << name;
  }
}

TEST(BadRequest, is_not_yours_when_the_asker_can_be_nobody) {
  for (const auto* message : {"CREATE-CHAT-ROOM tea a.b", "CREATE-CHAT-ROOM t.a a.b"}) {
    EXPECT_EQ(answer_to(message), "CREATION <FAILURE> <403>") << message;
  }
  EXPECT_EQ(answer_to("JOIN-CHAT-ROOM tea a.b"), "JOIN <FAILURE> <403>");
  EXPECT_EQ(answer_to("ROOM-EXIT a.b tea"), "ROOM-EXIT-RESPONSE <FAILURE> <403>");
  EXPECT_EQ(answer_to("DISCOVER_PEERS SIMPLE a.b"), "PEER_LIST <FAILURE> <403>");
  EXPECT_EQ(answer_to("DISCOVER_PEERS DETAILED system"), "PEER_LIST <FAILURE> <403>");
}

TEST(BadRequest, is_malformed_when_the_kind_of_list_is_unknown) {
  EXPECT_EQ(answer_to("DISCOVER_PEERS detailed ada"), "PEER_LIST <FAILURE> <400>");
  EXPECT_EQ(answer_to("DISCOVER_PEERS ALL a.b"), "PEER_LIST <FAILURE> <400>");
}

TEST(BadRequest, is_malformed_when_the_secret_has_257_bytes) {
  const std::string secret(limits::kSecretBytes + 1, 'f');
  EXPECT_EQ(answer_to("REGISTER ada " + secret), "REGISTER <FAILURE> <400>");
  EXPECT_EQ(answer_to("LOGIN ada " + secret + " 1"), "AUTH <FAILURE> <400>");
}

TEST(BadRequest, is_malformed_when_the_port_is_none) {
  for (const auto* port : {"0", "65536", "-1", "+1", "1x", "x", "0x1F", "99999999999999999999"}) {
    EXPECT_EQ(answer_to("LOGIN ada x " + std::string(port)), "AUTH <FAILURE> <400>") << port;
  }
}

TEST(BadRequest, repeats_no_secret_in_its_reason) {
  const std::string secret = "hush" + std::string(limits::kSecretBytes, 'f');
  EXPECT_EQ(reason_for("REGISTER ada " + secret).find("hush"), std::string::npos);
  EXPECT_EQ(reason_for("LOGIN a.b hush 1").find("hush"), std::string::npos);
}

}  // namespace
}  // namespace parley::wire
