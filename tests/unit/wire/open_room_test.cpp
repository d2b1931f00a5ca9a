#include "wire/open_room.hpp"

#include <gtest/gtest.h>

#include <string>

#include "base/limits.hpp"

namespace parley::wire {
namespace {

RoomDatagram read(std::string_view datagram) { return decode_room_datagram(datagram); }

TEST(RoomDatagram, is_user_and_text) {
  EXPECT_EQ(encode(Said{"ada", "hello, all"}), "ada: hello, all");
  EXPECT_EQ(read("ada: hello, all"), RoomDatagram(Said{"ada", "hello, all"}));
}

TEST(RoomDatagram, announces_who_joined_and_left) {
  EXPECT_EQ(encode(Joined{"ada"}), "System: User ada joined!");
  EXPECT_EQ(encode(Left{"ada"}), "System: User ada left.");
  EXPECT_EQ(read("System: User ada joined!"), RoomDatagram(Joined{"ada"}));
  EXPECT_EQ(read("System: User ada left."), RoomDatagram(Left{"ada"}));
}

TEST(RoomDatagram, parts_user_and_text_at_the_first_colon_with_a_blank) {
  EXPECT_EQ(read("ada: bob: hi"), RoomDatagram(Said{"ada", "bob: hi"}));
  EXPECT_EQ(read("a:d: hi"), RoomDatagram(Said{"a:d", "hi"}));
  EXPECT_EQ(read("ada:  two blanks "), RoomDatagram(Said{"ada", " two blanks "}));
  EXPECT_EQ(read("ada: "), RoomDatagram(Said{"ada", ""}));
}

TEST(RoomDatagram, is_of_users_whose_names_are_none_of_ours) {
  EXPECT_EQ(read("J\xC3\xBCrgen: hi"), RoomDatagram(Said{"J\xC3\xBCrgen", "hi"}));
  EXPECT_EQ(read("System: User J\xC3\xBCrgen left."), RoomDatagram(Left{"J\xC3\xBCrgen"}));
}

TEST(RoomDatagram, is_an_announcement_when_the_system_says_anything_else) {
  for (const std::string text :
       {"System:", "System: ", "System: hello", "System: User ada joined", "System: User joined!",
        "System: User  joined!", "System: User a b joined!", "System: User  left.", "System: user ada left.",
        "System: User ada left!", "System:x: y"}) {
    EXPECT_EQ(read(text), RoomDatagram(Announced{text})) << text;
  }
}

TEST(RoomDatagram, is_noise_when_nobody_says_it) {
  for (const std::string text : {"", "hello", "ada:hi", ": hi", "two words: hi", "\nada: hi", "ada"}) {
    EXPECT_EQ(read(text), RoomDatagram(Unrecognized{})) << text;
  }
}

TEST(RoomDatagram, is_noise_when_it_is_no_utf_8) {
  EXPECT_EQ(read("ada: \xFF"), RoomDatagram(Unrecognized{}));
}

TEST(RoomDatagram, is_read_as_far_as_1024_bytes) {
  const std::string text(limits::kDatagramBytes - 5, 'x');
  EXPECT_EQ(read("ada: " + text), RoomDatagram(Said{"ada", text}));
  EXPECT_EQ(read("ada: " + text + "y"), RoomDatagram(Said{"ada", text}));
}

TEST(RoomDatagram, is_cut_between_characters_when_it_is_longer) {
  const std::string text(limits::kDatagramBytes - 7, 'x');
  EXPECT_EQ(read("ada: " + text + "\xE2\x82\xAC"), RoomDatagram(Said{"ada", text}));
}

TEST(RoomDatagram, is_full_when_its_text_is_the_longest) {
  EXPECT_EQ(longest_text("ada"), 1019U);
  EXPECT_EQ(encode(Said{"ada", std::string(longest_text("ada"), 'x')}).size(), limits::kDatagramBytes);
  EXPECT_EQ(longest_text(std::string(2000, 'u')), 0U);
}

}  // namespace
}  // namespace parley::wire
