#include "room/open_room.hpp"

#include <gtest/gtest.h>

#include <utility>
#include <vector>

#include "tests/support/fake_network.hpp"

namespace parley::room {
namespace {

constexpr const char* kGroup = "224.1.1.1:6000";

struct OpenRoomTest : testing::Test, OpenRoomHandler {
  void on_room_message(const wire::RoomDatagram& message) override { heard.push_back(message); }
  void deliver(std::string_view bytes) { network.deliver(kGroup, bytes); }
  /// What the room has sent, all of it to its group.
  std::vector<std::string> sent() const {
    std::vector<std::string> bytes;
    for (const auto& datagram : network.sent) {
      EXPECT_EQ(datagram.to, kGroup);
      bytes.push_back(datagram.bytes);
    }
    return bytes;
  }

  FakeNetwork network;
  std::vector<wire::RoomDatagram> heard;
  std::unique_ptr<OpenRoom> room =
      OpenRoom::join(network, 6000, kLoopback, UserName::parse("Ann").value(), *this).value();
};

TEST_F(OpenRoomTest, joins_the_group_of_v1_at_the_rooms_port) {
  EXPECT_EQ(network.open_sockets.at(0).first.to_string(), kGroup);
  EXPECT_EQ(network.last_interface, kLoopback);
  EXPECT_EQ(room->port(), 6000);
  EXPECT_TRUE(sent().empty());
  room.reset();
  EXPECT_TRUE(network.open_sockets.empty());
}

TEST_F(OpenRoomTest, reports_a_group_that_cannot_be_joined) {
  network.groups_work = false;
  const auto refused = OpenRoom::join(network, 6000, kLoopback, UserName::parse("Ann").value(), *this);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().message, "no such device");
}

TEST_F(OpenRoomTest, writes_what_v1_members_read) {
  room->announce_joined();
  EXPECT_TRUE(room->say("hello: all"));
  room->announce_left();
  EXPECT_EQ(sent(), (std::vector<std::string>{"System: User Ann joined!", "Ann: hello: all",
                                              "System: User Ann left."}));
}

TEST_F(OpenRoomTest, hands_on_what_others_write) {
  deliver("bob: hi");
  deliver("System: User bob joined!");
  deliver("System: User bob left.");
  deliver("System: anything");
  EXPECT_EQ(heard, (std::vector<wire::RoomDatagram>{wire::Said{"bob", "hi"}, wire::Joined{"bob"},
                                                    wire::Left{"bob"}, wire::Announced{"System: anything"}}));
}

TEST_F(OpenRoomTest, drops_what_it_wrote_itself_in_whatever_case) {
  for (const auto* own : {"Ann: hi", "ann: hi", "System: User Ann joined!", "System: User ANN left."}) {
    deliver(own);
  }
  EXPECT_TRUE(heard.empty());
  deliver("Anna: hi");
  EXPECT_EQ(heard.size(), 1U);
}

TEST_F(OpenRoomTest, drops_noise) {
  for (const auto* noise : {"", ":", "no line", ": hi", "two words: hi", "bob: \xff"}) deliver(noise);
  EXPECT_TRUE(heard.empty());
}

TEST_F(OpenRoomTest, says_lines_up_to_a_datagram_and_none_longer) {
  EXPECT_TRUE(room->say(std::string(1019, 'x')));
  EXPECT_EQ(sent().at(0).size(), 1024U);
  const auto refused = room->say(std::string(1020, 'x'));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::kFull);
  EXPECT_EQ(refused.error().message, "This line is too long to send: it has 1020 bytes, at most 1019 fit.");
  EXPECT_EQ(sent().size(), 1U);
}

TEST_F(OpenRoomTest, says_nothing_that_a_terminal_would_obey) {
  EXPECT_TRUE(room->say("a\x1b[2J\tb"));
  EXPECT_EQ(sent().at(0), "Ann: a\xef\xbf\xbd[2J b");
}

}  // namespace
}  // namespace parley::room
