#include "record/room_codec.hpp"

#include <gtest/gtest.h>

namespace parley::record {
namespace {

StoredRoom tea() {
  return {RoomName::parse("tea").value(),
          7,
          6000,
          12,
          3,
          {UserName::parse("ada").value(), UserName::parse("Bob-2").value()}};
}

TEST(RoomWords, are_a_line_that_can_be_read_back) {
  const auto words = encode_room(tea());
  EXPECT_EQ(words, "tea 7 6000 12 3 ada,Bob-2");
  const auto room = decode_room(words);
  ASSERT_TRUE(room);
  EXPECT_EQ(encode_room(*room), words);
  EXPECT_EQ(room->members.size(), 2U);
}

TEST(RoomWords, hold_a_room_without_members_and_the_largest_numbers) {
  auto room = tea();
  room.members.clear();
  room.version = UINT64_MAX;
  EXPECT_EQ(encode_room(room), "tea 7 6000 18446744073709551615 3 ");
  EXPECT_EQ(encode_room(decode_room(encode_room(room)).value()), encode_room(room));
}

TEST(RoomWords, are_refused_where_they_are_none) {
  for (const auto* text :
       {"", "tea", "tea 7 6000 12", "tea 7 70000 12 3 ada", "tea 7 6000 -1 3 ada", "tea 7 6000 12 3 ada,,bob",
        "t@a 7 6000 12 3 ada", "tea 7 6000 12 3 ada bob", "tea 7 6000 x 3 ada"}) {
    EXPECT_FALSE(decode_room(text)) << text;
  }
}

}  // namespace
}  // namespace parley::record
