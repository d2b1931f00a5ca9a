#include "sim/real/datagram_relay.hpp"

#include <gmock/gmock.h>

#include "tests/unit/sim_real/link_proxy_fixture.hpp"

namespace parley::sim::real {
namespace {

using namespace std::chrono_literals;

class LinkProxyDatagrams : public LinkProxyTest {
 protected:
  void send(std::string_view bytes) {
    const auto to = adapters::to_socket_address({proxy_.node(), registry_.udp.port}, AF_INET);
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

  FileDescriptor node_ = adapters::open_udp_socket({proxy_.node(), 0}).value();
};

TEST_F(LinkProxyDatagrams, reach_the_registry_from_the_nodes_address_and_are_answered) {
  send("KEEP_ALIVE alice");
  Endpoint from;
  EXPECT_EQ(receive(&from), "KEEP_ALIVE alice");
  EXPECT_EQ(from.address, proxy_.node());
  const auto back = adapters::to_socket_address(from, AF_INET);
  ::sendto(keep_alives_.number(), "heard", 5, 0, back->get(), back->length);
  EXPECT_EQ(wait_to_hear(node_), "heard");
}

TEST_F(LinkProxyDatagrams, of_one_socket_come_from_one_socket) {
  Endpoint first;
  Endpoint second;
  send("one");
  receive(&first);
  send("two");
  receive(&second);
  EXPECT_EQ(first, second);
}

TEST_F(LinkProxyDatagrams, are_lost_on_a_way_that_is_cut) {
  ++proxy_.out().cuts;
  send("lost");
  EXPECT_TRUE(nothing_comes());
  EXPECT_EQ(proxy_.fault_counts().lost, 1U);
  --proxy_.out().cuts;
  proxy_.on_link_changed();
  send("kept");
  EXPECT_EQ(receive(), "kept");
}

TEST_F(LinkProxyDatagrams, wait_on_a_way_that_is_clogged) {
  ++proxy_.out().clogs;
  send("one");
  send("two");
  EXPECT_TRUE(nothing_comes());
  --proxy_.out().clogs;
  proxy_.on_link_changed();
  EXPECT_EQ(receive(), "one");
  EXPECT_EQ(receive(), "two");
}

TEST_F(LinkProxyDatagrams, are_lost_by_chance_or_for_their_length) {
  proxy_.out().lost_percent = 100;
  send("lost");
  EXPECT_TRUE(nothing_comes());
  proxy_.out().lost_percent = 0;
  proxy_.out().max_datagram = 4;
  send("too long");
  send("four");
  EXPECT_EQ(receive(), "four");
  EXPECT_EQ(proxy_.fault_counts().lost, 2U);
}

TEST_F(LinkProxyDatagrams, come_twice_where_they_are_repeated) {
  proxy_.out().repeated_percent = 100;
  send("twice");
  EXPECT_EQ(receive(), "twice");
  EXPECT_EQ(receive(), "twice");
}

TEST_F(LinkProxyDatagrams, come_behind_others_where_they_are_late) {
  proxy_.out().late_percent = 100;
  proxy_.out().late_by = 1500ms;
  send("first");
  ASSERT_TRUE(until([&] { return proxy_.fault_counts().late == 1; }));
  proxy_.out().late_percent = 0;
  send("second");
  EXPECT_EQ(receive(), "second");
  EXPECT_EQ(receive(), "first");
}

TEST_F(LinkProxyDatagrams, can_be_sent_on_the_nodes_behalf) {
  proxy_.send_datagram("KEEP_ALIVE mallory");
  Endpoint from;
  EXPECT_EQ(receive(&from), "KEEP_ALIVE mallory");
  EXPECT_EQ(from.address, proxy_.node());
}

}  // namespace
}  // namespace parley::sim::real
