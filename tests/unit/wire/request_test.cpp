#include "wire/request.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "base/limits.hpp"

namespace parley::wire {
namespace {

UserName user(std::string_view text) { return UserName::parse(text).value(); }
RoomName room(std::string_view text) { return RoomName::parse(text).value(); }

struct Row {
  std::string message;
  Request request;
};

/// The request table of docs/protocol.md, row by row.
std::vector<Row> rows() {
  return {
      {"HELLO P2P", Hello{1}},
      {"HELLO P2P 2", Hello{2}},
      {"REGISTER Ada 5e88", Register{user("Ada"), "5e88"}},
      {"LOGIN Ada 5e88 6000", Login{user("Ada"), "5e88", 6000}},
      {"LOGOUT Ada", Logout{"Ada"}},
      {"LOGOUT", Logout{""}},
      {"SEARCH_USER Bob", SearchUser{user("Bob")}},
      {"DISCOVER_PEERS DETAILED Ada", DiscoverPeers{true, user("Ada")}},
      {"DISCOVER_PEERS SIMPLE Ada", DiscoverPeers{false, user("Ada")}},
      {"CREATE-CHAT-ROOM Tea Ada", CreateRoom{room("Tea"), user("Ada")}},
      {"JOIN-CHAT-ROOM Tea Ada", JoinRoom{room("Tea"), user("Ada")}},
      {"ROOM-EXIT Ada Tea", ExitRoom{user("Ada"), room("Tea")}},
      {"SHOW-ROOM-LIST", ShowRoomList{}},
      {"DISCOVER-ROOM-PEERS Tea", DiscoverRoomPeers{room("Tea")}},
  };
}

/// The request, or a failed test.
Request request_in(std::string_view message) {
  const auto decoded = decode_request(message);
  if (const auto* bad = std::get_if<BadRequest>(&decoded)) {
    ADD_FAILURE() << '"' << message << "\": " << bad->reason;
    return ShowRoomList{};
  }
  return std::get<Request>(decoded);
}

TEST(Request, is_written_as_the_table_has_it) {
  for (const auto& row : rows()) EXPECT_EQ(encode(row.request), row.message);
}

TEST(Request, is_read_as_the_table_has_it) {
  for (const auto& row : rows()) EXPECT_EQ(request_in(row.message), row.request) << row.message;
}

TEST(Request, is_the_same_whatever_white_space_is_between_its_words) {
  for (const auto& row : rows()) {
    std::string wide = "\r\n";
    for (const char c : row.message) wide += c == ' ' ? std::string(" \t\v\f\n ") : std::string(1, c);
    EXPECT_EQ(request_in(wide + " \r\n"), row.request) << row.message;
  }
}

TEST(Request, keeps_names_as_they_were_typed) {
  EXPECT_EQ(std::get<SearchUser>(request_in("SEARCH_USER bOB")).user.text(), "bOB");
}

TEST(Request, takes_a_secret_of_256_bytes) {
  const std::string secret(limits::kSecretBytes, 'f');
  EXPECT_EQ(std::get<Register>(request_in("REGISTER ada " + secret)).secret, secret);
  EXPECT_EQ(std::get<Login>(request_in("LOGIN ada " + secret + " 1")).secret, secret);
}

TEST(Request, takes_a_secret_of_any_one_word) {
  EXPECT_EQ(std::get<Register>(request_in("REGISTER ada \xC3\xA9#'\x01")).secret, "\xC3\xA9#'\x01");
}

TEST(Request, takes_the_first_and_the_last_port) {
  EXPECT_EQ(std::get<Login>(request_in("LOGIN ada x 1")).peer_port, 1);
  EXPECT_EQ(std::get<Login>(request_in("LOGIN ada x 65535")).peer_port, 65535);
}

TEST(Request, takes_a_logout_of_anyone) {
  EXPECT_EQ(request_in("LOGOUT no.name!"), Request(Logout{"no.name!"}));
}

TEST(Request, takes_the_longest_names) {
  const std::string name(limits::kNameBytes, 'n');
  EXPECT_EQ(request_in("JOIN-CHAT-ROOM " + name + " " + name), Request(JoinRoom{room(name), user(name)}));
}

TEST(Request, may_name_version_1_too) { EXPECT_EQ(request_in("HELLO P2P 1"), Request(Hello{1})); }

}  // namespace
}  // namespace parley::wire
