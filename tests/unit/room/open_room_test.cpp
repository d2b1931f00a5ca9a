#include "room/open_room.hpp"

#include <gtest/gtest.h>

#include <utility>
#include <vector>

#include "ports/network.hpp"

namespace parley::room {
namespace {

/// One group socket, whose other end the test holds.
class GroupNetwork final : public Network {
 public:
  std::unique_ptr<Stream> connect(const HostPort& /*target*/, StreamHandler& /*handler*/) override {
    return nullptr;
  }
  Result<std::unique_ptr<Listener>> listen(const Endpoint& /*local*/, ListenHandler& /*handler*/) override {
    return Error{ErrorCode::kUnavailable, "none"};
  }
  Result<std::unique_ptr<Datagram>> open_datagram(const Endpoint& /*local*/,
                                                  DatagramHandler& /*handler*/) override {
    return Error{ErrorCode::kUnavailable, "none"};
  }
  Result<std::unique_ptr<Datagram>> join_group(const Endpoint& group, const IpAddress& interface_address,
                                               DatagramHandler& handler) override {
    joined = group.to_string() + " on " + interface_address.to_string();
    if (!works) return Error{ErrorCode::kUnavailable, "no such device"};
    receiver = &handler;
    return std::make_unique<Socket>(*this, group);
  }

  void deliver(std::string_view bytes) { receiver->on_datagram({kLoopback, 7}, bytes); }

  std::string joined;
  std::vector<std::string> sent;
  DatagramHandler* receiver = nullptr;
  bool works = true;

 private:
  class Socket final : public Datagram {
   public:
    Socket(GroupNetwork& network, const Endpoint& group) : network_(network), group_(group) {}
    ~Socket() override { network_.receiver = nullptr; }
    void send(const Endpoint& to, std::string_view bytes) override {
      EXPECT_EQ(to, group_);
      network_.sent.emplace_back(bytes);
    }
    Endpoint local() const override { return group_; }

   private:
    GroupNetwork& network_;
    Endpoint group_;
  };
};

struct OpenRoomTest : testing::Test, OpenRoomHandler {
  void on_room_message(const wire::RoomDatagram& message) override { heard.push_back(message); }

  GroupNetwork network;
  std::vector<wire::RoomDatagram> heard;
  std::unique_ptr<OpenRoom> room =
      OpenRoom::join(network, 6000, kLoopback, UserName::parse("Ann").value(), *this).value();
};

TEST_F(OpenRoomTest, joins_the_group_of_v1_at_the_rooms_port) {
  EXPECT_EQ(network.joined, "224.1.1.1:6000 on 127.0.0.1");
  EXPECT_EQ(room->port(), 6000);
  EXPECT_TRUE(network.sent.empty());
  room.reset();
  EXPECT_EQ(network.receiver, nullptr);
}

TEST_F(OpenRoomTest, reports_a_group_that_cannot_be_joined) {
  network.works = false;
  const auto refused = OpenRoom::join(network, 6000, kLoopback, UserName::parse("Ann").value(), *this);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().message, "no such device");
}

TEST_F(OpenRoomTest, writes_what_v1_members_read) {
  room->announce_joined();
  EXPECT_TRUE(room->say("hello: all"));
  room->announce_left();
  EXPECT_EQ(network.sent, (std::vector<std::string>{"System: User Ann joined!", "Ann: hello: all",
                                                    "System: User Ann left."}));
}

TEST_F(OpenRoomTest, hands_on_what_others_write) {
  network.deliver("bob: hi");
  network.deliver("System: User bob joined!");
  network.deliver("System: User bob left.");
  network.deliver("System: anything");
  EXPECT_EQ(heard, (std::vector<wire::RoomDatagram>{wire::Said{"bob", "hi"}, wire::Joined{"bob"},
                                                    wire::Left{"bob"}, wire::Announced{"System: anything"}}));
}

TEST_F(OpenRoomTest, drops_what_it_wrote_itself_in_whatever_case) {
  for (const auto* own : {"Ann: hi", "ann: hi", "System: User Ann joined!", "System: User ANN left."}) {
    network.deliver(own);
  }
  EXPECT_TRUE(heard.empty());
  network.deliver("Anna: hi");
  EXPECT_EQ(heard.size(), 1U);
}

TEST_F(OpenRoomTest, drops_noise) {
  for (const auto* noise : {"", ":", "no line", ": hi", "two words: hi", "bob: \xff"}) network.deliver(noise);
  EXPECT_TRUE(heard.empty());
}

TEST_F(OpenRoomTest, says_lines_up_to_a_datagram_and_none_longer) {
  EXPECT_TRUE(room->say(std::string(1019, 'x')));
  EXPECT_EQ(network.sent.at(0).size(), 1024U);
  const auto refused = room->say(std::string(1020, 'x'));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::kFull);
  EXPECT_EQ(refused.error().message, "This line is too long to send: it has 1020 bytes, at most 1019 fit.");
  EXPECT_EQ(network.sent.size(), 1U);
}

TEST_F(OpenRoomTest, says_nothing_that_a_terminal_would_obey) {
  EXPECT_TRUE(room->say("a\x1b[2J\tb"));
  EXPECT_EQ(network.sent.at(0), "Ann: a\xef\xbf\xbd[2J b");
}

}  // namespace
}  // namespace parley::room
