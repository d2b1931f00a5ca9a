#include <gmock/gmock.h>

#include <string>
#include <vector>

#include "wire/answer.hpp"

namespace parley::wire {
namespace {

using ::testing::IsEmpty;

UserName user(std::string_view text) { return UserName::parse(text).value(); }
RoomName room(std::string_view text) { return RoomName::parse(text).value(); }
Endpoint at(std::string_view text) { return Endpoint::parse(text).value(); }

TEST(PeerList, is_names_with_their_addresses) {
  const std::vector<PeerEntry> peers = {{user("Bob"), at("192.0.2.1:6000")},
                                        {user("eve"), at("[2001:db8::1]:1")}};
  const std::string details = "Bob (192.0.2.1:6000) eve ([2001:db8::1]:1)";
  EXPECT_EQ(encode_peers(peers), details);
  EXPECT_EQ(decode_peers(details).value(), peers);
}

TEST(PeerList, is_names_alone_where_no_addresses_were_asked_for) {
  const std::vector<PeerEntry> peers = {{user("Bob"), {}}, {user("eve"), {}}};
  EXPECT_EQ(encode_peers(peers), "Bob eve");
  EXPECT_EQ(decode_peers("Bob eve").value(), peers);
}

TEST(PeerList, may_be_empty) {
  EXPECT_EQ(encode_peers({}), "");
  EXPECT_THAT(decode_peers(" ").value(), IsEmpty());
}

TEST(PeerList, is_refused_when_an_address_is_wrong_or_nobodys) {
  for (const auto* details :
       {"(192.0.2.1:1)", "bob (192.0.2.1:1) (192.0.2.1:1)", "bob (192.0.2.1:12", "bob ()", "bob (",
        "bob (192.0.2.1:0)", "bob (192.0.2.1)", "bob (bob)", "b.b", "bob 192.0.2.1:1", "bob )"}) {
    EXPECT_FALSE(decode_peers(details)) << details;
  }
}

TEST(RoomList, is_rooms_with_members_and_host_each_ended_by_a_full_stop) {
  const std::vector<RoomEntry> rooms = {{room("name"), {user("a"), user("b")}, user("host")},
                                        {room("name2"), {user("c")}, user("c")}};
  const std::string details = "name ['a', 'b'] host. name2 ['c'] c.";
  EXPECT_EQ(encode_rooms(rooms), details);
  EXPECT_EQ(decode_rooms(details).value(), rooms);
}

TEST(RoomList, may_be_empty) {
  EXPECT_EQ(encode_rooms({}), "");
  EXPECT_THAT(decode_rooms("").value(), IsEmpty());
}

TEST(RoomList, holds_an_empty_room_while_its_members_are_away) {
  const std::vector<RoomEntry> rooms = {{room("tea"), {}, user("ada")}};
  EXPECT_EQ(encode_rooms(rooms), "tea [] ada.");
  EXPECT_EQ(decode_rooms("tea [] ada.").value(), rooms);
}

TEST(RoomList, is_read_whatever_white_space_is_between_its_parts) {
  EXPECT_EQ(decode_rooms("  tea\t[ 'a' ,'b'\n]  a. ").value(), decode_rooms("tea ['a', 'b'] a.").value());
}

TEST(RoomList, is_refused_when_it_is_cut_anywhere) {
  const std::string whole = "tea ['ada', 'bob'] ada.";
  for (std::size_t bytes = 1; bytes < whole.size(); ++bytes) {
    EXPECT_FALSE(decode_rooms(whole.substr(0, bytes))) << whole.substr(0, bytes);
  }
}

TEST(RoomList, is_refused_when_a_part_is_wrong) {
  for (const auto* details :
       {"tea", "tea ada.", "tea ['a'] .", "tea ['a'] a", "tea ['a' 'b'] a.", "tea ['a',] a.", "tea [,] a.",
        "tea [a] a.", "tea [\"a\"] a.", "tea [''] a.", "tea ['a b'] a.", "tea ['a']] a.", "t.a ['a'] a.",
        "tea ['a'] a.. x", "tea ['a'] system.", ". . .", "['a'] a."}) {
    EXPECT_FALSE(decode_rooms(details)) << details;
  }
}

TEST(PythonList, looks_as_python_prints_it) {
  EXPECT_EQ(python_list({}), "[]");
  EXPECT_EQ(python_list(std::vector{user("a")}), "['a']");
  EXPECT_EQ(python_list(std::vector{user("a"), user("B")}), "['a', 'B']");
}

TEST(NameList, is_names_parted_by_blanks) {
  const std::vector<UserName> names = {user("a"), user("B"), user("c")};
  EXPECT_EQ(encode_names(names), "a B c");
  EXPECT_EQ(decode_names("a B c").value(), names);
  EXPECT_EQ(encode_names({}), "");
  EXPECT_THAT(decode_names("").value(), IsEmpty());
  EXPECT_FALSE(decode_names("a b.c"));
}

TEST(Lists, survive_thousands_of_entries) {
  const std::vector<UserName> members(20'000, user(std::string(32, 'm')));
  EXPECT_EQ(decode_names(encode_names(members)).value(), members);
  const std::vector<RoomEntry> rooms = {{room("big"), members, members.front()}};
  EXPECT_EQ(decode_rooms(encode_rooms(rooms)).value(), rooms);
}

}  // namespace
}  // namespace parley::wire
