#include <gmock/gmock.h>

#include "sim/world/address.hpp"
#include "tests/unit/sim_world/pair_of_nodes.hpp"

namespace parley::sim {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr AddressFamily kV4 = AddressFamily::kIpv4;
constexpr AddressFamily kV6 = AddressFamily::kIpv6;

IpAddress ip(const char* text) { return IpAddress::parse(text).value(); }

TEST(Address, is_a_number_and_back) {
  for (const char* text : {"0.0.0.0", "10.0.0.1", "127.0.0.1", "224.1.1.1", "239.255.255.255", "::", "::1",
                           "fd00::1", "fd00::2:1", "fd00::fff:fffe"}) {
    const auto number = number_of(ip(text));
    ASSERT_TRUE(number) << text;
    EXPECT_EQ(ip_of(*number).to_string(), text);
  }
}

TEST(Address, is_none_where_no_node_can_have_it) {
  for (const char* text :
       {"240.0.0.0", "255.255.255.255", "2001:db8::1", "fd00::", "fd00::fff:ffff", "fd00::1:0:1"})
    EXPECT_FALSE(number_of(ip(text))) << text;
}

TEST(Address, says_whether_it_is_a_group) {
  for (const char* text : {"224.1.1.1", "239.0.0.1", "ff02::1", "ff15::efc0:988f"})
    EXPECT_TRUE(is_group(ip(text)));
  for (const char* text : {"10.0.0.1", "240.0.0.1", "fd00::1", "::e000:1"}) EXPECT_FALSE(is_group(ip(text)));
}

TEST(Address, of_a_socket_takes_what_goes_to_it) {
  const std::uint32_t v4 = 0x0a000001;
  const std::uint32_t v6 = number_of(ip("fd00::1")).value();
  EXPECT_TRUE(takes(kAnyAddress, v4) && takes(kAnyAddress, v6));
  EXPECT_TRUE(takes(kAnyV4, v4) && takes(v6, v6));
  EXPECT_FALSE(takes(kAnyV4, v6) || takes(v4, v6) || takes(v6, v4));
}

class SeveralAddresses : public PairOfNodes {
 protected:
  void send_to(const IpAddress& address, const std::string& bytes) {
    to_ann_.socket->send({address, kPort}, bytes);
    world_.run_for(100ms);
  }
};

TEST_F(SeveralAddresses, are_those_that_were_set_and_the_first_is_the_old_one) {
  world_.set_addresses(bob_.id(), {kV4, kV6, kV4});
  EXPECT_THAT(bob_.addresses(), ElementsAre(ip("10.0.0.2"), ip("fd00::1"), ip("10.128.0.1")));
  world_.set_addresses(bob_.id(), {kV6});
  EXPECT_THAT(bob_.addresses(), ElementsAre(ip("fd00::2")));
  EXPECT_FALSE(bob_.has_address(ip("10.0.0.2")));
}

TEST_F(SeveralAddresses, take_datagrams_each_and_show_the_sender_of_their_family) {
  world_.set_addresses(ann_.id(), {kV4, kV6});
  world_.set_addresses(bob_.id(), {kV6, kV4, kV4});
  for (const IpAddress& address : bob_.addresses()) send_to(address, address.to_string());
  EXPECT_THAT(to_bob_.datagrams, ElementsAre("fd00::2", "10.0.0.2", "10.128.0.1"));
  EXPECT_THAT(to_bob_.senders, ElementsAre(Endpoint{ip("fd00::1"), kPort}, Endpoint{ann_.address(), kPort},
                                           Endpoint{ann_.address(), kPort}));
}

TEST_F(SeveralAddresses, are_out_of_reach_for_who_has_none_of_their_family) {
  world_.set_addresses(bob_.id(), {kV6});
  send_to(bob_.address(), "no way");
  end_.stream = ann_.network().connect({"bob", kTcpPort}, end_);
  world_.run_for(1s);
  EXPECT_THAT(to_bob_.datagrams, IsEmpty());
  EXPECT_TRUE(end_.closed.has_value());
}

TEST_F(SeveralAddresses, lose_one_and_the_next_is_the_first) {
  world_.set_addresses(bob_.id(), {kV4, kV4});
  const IpAddress old = bob_.address();
  stand();
  world_.remove_address(bob_.id(), old);
  EXPECT_THAT(bob_.addresses(), ElementsAre(ip("10.128.0.1")));
  EXPECT_EQ(faults().orphaned, 1U);
  send_to(old, "too late");
  send_to(bob_.address(), "by the next");
  EXPECT_THAT(to_bob_.datagrams, ElementsAre("by the next"));
  StreamProbe again;
  again.stream = ann_.network().connect({"bob", kTcpPort}, again);
  world_.run_for(1s);
  EXPECT_EQ(again.stream->remote().address, bob_.address());
  EXPECT_EQ(door_.ends.size(), 2U);
}

TEST_F(SeveralAddresses, keep_the_streams_of_an_address_that_stays) {
  world_.set_addresses(bob_.id(), {kV4, kV4});
  stand();
  world_.remove_address(bob_.id(), bob_.addresses().back());
  EXPECT_EQ(faults().orphaned, 0U);
}

TEST_F(SeveralAddresses, grow_while_the_world_runs) {
  world_.add_address(ann_.id(), kV6);
  world_.add_address(bob_.id(), kV6);
  send_to(bob_.addresses().back(), "by IPv6");
  EXPECT_THAT(to_bob_.senders, ElementsAre(Endpoint{ann_.addresses().back(), kPort}));
}

TEST_F(SeveralAddresses, are_tried_in_turn_by_who_knows_the_name) {
  world_.set_addresses(bob_.id(), {kV4, kV4});
  door_.listener.reset();
  door_.listener = bob_.network().listen({bob_.addresses().back(), kTcpPort}, door_).value();
  stand();
  ASSERT_EQ(door_.ends.size(), 1U);
  EXPECT_EQ(end_.stream->remote().address, bob_.addresses().back());
}

TEST_F(SeveralAddresses, of_a_name_come_in_the_order_that_the_asker_prefers) {
  world_.set_addresses(bob_.id(), {kV4, kV6});
  world_.set_addresses(ann_.id(), {kV6, kV4});
  stand();
  EXPECT_EQ(end_.stream->remote().address, bob_.addresses().back());
  EXPECT_EQ(accepted().stream->remote().address, ann_.address());
}

TEST_F(SeveralAddresses, of_ipv6_go_past_a_nat) {
  world_.set_addresses(ann_.id(), {kV4, kV6});
  world_.set_addresses(bob_.id(), {kV4, kV6});
  world_.add_nat(NatKind::kSymmetric, {ann_.id()});
  EXPECT_THAT(ann_.addresses(), ElementsAre(ip("192.168.0.1"), ip("fd00::1")));
  send_to(bob_.addresses().back(), "past it");
  to_bob_.socket->send({ann_.addresses().back(), kPort}, "and back");
  world_.run_for(1s);
  EXPECT_THAT(to_bob_.senders, ElementsAre(Endpoint{ann_.addresses().back(), kPort}));
  EXPECT_THAT(to_ann_.datagrams, ElementsAre("and back"));
}

class GroupsOfBothFamilies : public PairOfNodes {
 protected:
  static void join(Node& node, DatagramReceiver& box, const Endpoint& group) {
    box.socket = node.network().join_group(group, {}, box).value();
  }
  const Endpoint v4_{ip("224.1.1.1"), 1'000};
  const Endpoint v6_{ip("ff15::efc0:988f"), 1'000};
  DatagramReceiver ann_v4_, ann_v6_, bob_v4_, bob_v6_;
};

TEST_F(GroupsOfBothFamilies, reach_their_own_members_from_the_address_of_their_family) {
  for (Node* node : {&ann_, &bob_}) world_.set_addresses(node->id(), {kV4, kV6});
  join(ann_, ann_v6_, v6_);
  join(bob_, bob_v4_, v4_);
  join(bob_, bob_v6_, v6_);
  ann_v6_.socket->send(v6_, "to IPv6");
  ann_v6_.socket->send(v4_, "to IPv4");
  world_.run_for(1s);
  EXPECT_THAT(bob_v6_.datagrams, ElementsAre("to IPv6"));
  EXPECT_THAT(bob_v6_.senders, ElementsAre(Endpoint{ip("fd00::1"), 1'000}));
  EXPECT_THAT(bob_v4_.senders, ElementsAre(Endpoint{ann_.address(), 1'000}));
}

TEST_F(GroupsOfBothFamilies, are_left_to_itself_by_a_machine_without_an_address_of_the_family) {
  join(ann_, ann_v4_, v4_);
  join(bob_, bob_v4_, v4_);
  const IpAddress lost = ann_.address();
  world_.remove_address(ann_.id(), lost);
  ann_v4_.socket->send(v4_, "alone");
  bob_v4_.socket->send(v4_, "without ann");
  world_.run_for(1s);
  EXPECT_THAT(ann_v4_.datagrams, ElementsAre("alone"));
  EXPECT_THAT(bob_v4_.datagrams, ElementsAre("without ann"));
  world_.add_address(ann_.id(), kV4);
  bob_v4_.socket->send(v4_, "with ann");
  world_.run_for(1s);
  EXPECT_THAT(ann_v4_.datagrams, ElementsAre("alone", "with ann"));
}

}  // namespace
}  // namespace parley::sim
