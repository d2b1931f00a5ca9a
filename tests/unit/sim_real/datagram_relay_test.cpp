#include "sim/real/datagram_relay.hpp"

#include <gmock/gmock.h>

#include "tests/unit/sim_real/lane_fixture.hpp"

namespace parley::sim::real {
namespace {

using namespace std::chrono_literals;

class LaneDatagrams : public LaneTest {
 protected:
  void send(std::string_view bytes) {
    const auto to = adapters::to_socket_address({lane_.node(), registry_.udp.port}, AF_INET);
    ::sendto(node_.number(), bytes.data(), bytes.size(), 0, to->get(), to->length);
  }
  /// The next that comes to the registry, and where it comes from.
  std::string receive(Endpoint* from = nullptr) {
    std::string bytes(65536, '\0');
    adapters::SocketAddress sender;
    ssize_t count = -1;
    EXPECT_TRUE(until([&] {
      count = ::recvfrom(keep_alives_.number(), bytes.data(), bytes.size(), MSG_DONTWAIT, sender.get(),
                         &sender.length);
      return count >= 0;
    }));
    if (from != nullptr) *from = adapters::to_endpoint(sender);
    return count < 0 ? "nothing" : bytes.substr(0, static_cast<std::size_t>(count));
  }
  bool nothing_comes() {
    pass(kMoment);
    return !hear(keep_alives_);
  }

  FileDescriptor node_ = adapters::open_udp_socket({lane_.node(), 0}).value();
};

TEST_F(LaneDatagrams, reach_the_registry_from_the_nodes_address_and_are_answered) {
  send("KEEP_ALIVE alice");
  Endpoint from;
  EXPECT_EQ(receive(&from), "KEEP_ALIVE alice");
  EXPECT_EQ(from.address, lane_.node());
  const auto back = adapters::to_socket_address(from, AF_INET);
  ::sendto(keep_alives_.number(), "heard", 5, 0, back->get(), back->length);
  EXPECT_EQ(wait_to_hear(node_), "heard");
}

TEST_F(LaneDatagrams, of_one_socket_come_from_one_socket) {
  Endpoint first;
  Endpoint second;
  send("one");
  receive(&first);
  send("two");
  receive(&second);
  EXPECT_EQ(first, second);
}

TEST_F(LaneDatagrams, are_lost_on_a_way_that_is_cut) {
  ++lane_.out().cuts;
  send("lost");
  EXPECT_TRUE(nothing_comes());
  EXPECT_EQ(lane_.strikes().lost, 1U);
  --lane_.out().cuts;
  lane_.kick();
  send("kept");
  EXPECT_EQ(receive(), "kept");
}

TEST_F(LaneDatagrams, wait_on_a_way_that_is_clogged) {
  ++lane_.out().clogs;
  send("one");
  send("two");
  EXPECT_TRUE(nothing_comes());
  --lane_.out().clogs;
  lane_.kick();
  EXPECT_EQ(receive(), "one");
  EXPECT_EQ(receive(), "two");
}

TEST_F(LaneDatagrams, are_lost_by_chance_or_for_their_length) {
  lane_.out().lost_percent = 100;
  send("lost");
  EXPECT_TRUE(nothing_comes());
  lane_.out().lost_percent = 0;
  lane_.out().longest_datagram = 4;
  send("too long");
  send("four");
  EXPECT_EQ(receive(), "four");
  EXPECT_EQ(lane_.strikes().lost, 2U);
}

TEST_F(LaneDatagrams, come_twice_where_they_are_repeated) {
  lane_.out().repeated_percent = 100;
  send("twice");
  EXPECT_EQ(receive(), "twice");
  EXPECT_EQ(receive(), "twice");
}

TEST_F(LaneDatagrams, come_behind_others_where_they_are_late) {
  lane_.out().late_percent = 100;
  lane_.out().late_by = 1500ms;
  send("first");
  ASSERT_TRUE(until([&] { return lane_.strikes().late == 1; }));
  lane_.out().late_percent = 0;
  send("second");
  EXPECT_EQ(receive(), "second");
  EXPECT_EQ(receive(), "first");
}

TEST_F(LaneDatagrams, can_be_sent_on_the_nodes_behalf) {
  lane_.send_datagram("KEEP_ALIVE mallory");
  Endpoint from;
  EXPECT_EQ(receive(&from), "KEEP_ALIVE mallory");
  EXPECT_EQ(from.address, lane_.node());
}

}  // namespace
}  // namespace parley::sim::real
