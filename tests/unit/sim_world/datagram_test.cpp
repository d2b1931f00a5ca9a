#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>

#include "sim/world/node.hpp"
#include "sim/world/world.hpp"
#include "tests/support/network_ends.hpp"

namespace parley::sim {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;

const Endpoint kGroup{IpAddress::v4(0xe0010101), 20'000};

class SimDatagrams : public testing::Test {
 protected:
  static void open(Node& node, DatagramReceiver& box, std::uint16_t port) {
    box.socket = node.network().open_datagram({{}, port}, box).value();
  }
  static void join(Node& node, DatagramReceiver& box) {
    box.socket = node.network().join_group(kGroup, {}, box).value();
  }

  World world_;
  Node& ann_ = world_.add_node("ann");
  Node& bob_ = world_.add_node("bob");
  DatagramReceiver to_ann_;
  DatagramReceiver to_bob_;
};

TEST_F(SimDatagrams, reach_the_socket_of_their_port_with_the_senders_address) {
  open(ann_, to_ann_, 0);
  open(bob_, to_bob_, 15'500);
  to_ann_.socket->send({bob_.address(), 15'500}, "hello");
  EXPECT_THAT(to_bob_.datagrams, IsEmpty());
  world_.run_for(1s);
  EXPECT_THAT(to_bob_.datagrams, ElementsAre("hello"));
  EXPECT_THAT(to_bob_.senders, ElementsAre(Endpoint{ann_.address(), to_ann_.socket->local().port}));
}

TEST_F(SimDatagrams, are_lost_when_nobody_has_the_port) {
  open(ann_, to_ann_, 0);
  to_ann_.socket->send({bob_.address(), 15'500}, "hello");
  world_.run_for(1s);
  EXPECT_EQ(world_.counts().lost, 1U);
}

TEST_F(SimDatagrams, reach_the_next_incarnation_when_its_port_is_the_same) {
  open(ann_, to_ann_, 0);
  open(bob_, to_bob_, 15'500);
  to_ann_.socket->send({bob_.address(), 15'500}, "hello");
  bob_.crash();
  DatagramReceiver again;
  open(bob_, again, 15'500);
  world_.run_for(1s);
  EXPECT_THAT(to_bob_.datagrams, IsEmpty());
  EXPECT_THAT(again.datagrams, ElementsAre("hello"));
}

TEST_F(SimDatagrams, refuse_a_port_that_is_taken) {
  open(bob_, to_bob_, 15'500);
  DatagramReceiver other;
  const auto second = bob_.network().open_datagram({{}, 15'500}, other);
  ASSERT_TRUE(second.has_error());
  EXPECT_EQ(second.error().code, ErrorCode::kUnavailable);
}

TEST_F(SimDatagrams, are_lost_as_often_as_told) {
  open(ann_, to_ann_, 0);
  open(bob_, to_bob_, 15'500);
  world_.links().traits().loss_permille = 300;
  for (int i = 0; i < 10'000; ++i) to_ann_.socket->send({bob_.address(), 15'500}, "x");
  world_.run_for(1s);
  EXPECT_GT(to_bob_.datagrams.size(), 6'800U);
  EXPECT_LT(to_bob_.datagrams.size(), 7'200U);
  EXPECT_EQ(world_.counts().lost + to_bob_.datagrams.size(), 10'000U);
}

TEST_F(SimDatagrams, come_twice_and_out_of_order_when_the_network_does_that) {
  open(ann_, to_ann_, 0);
  open(bob_, to_bob_, 15'500);
  world_.links().traits().duplicate_permille = 1'000;
  for (char c = 'a'; c <= 'z'; ++c) to_ann_.socket->send({bob_.address(), 15'500}, std::string(1, c));
  world_.run_for(1s);
  EXPECT_EQ(to_bob_.datagrams.size(), 52U);
  EXPECT_FALSE(std::is_sorted(to_bob_.datagrams.begin(), to_bob_.datagrams.end()));
}

TEST_F(SimDatagrams, are_lost_between_nodes_that_are_cut_apart) {
  open(ann_, to_ann_, 0);
  open(bob_, to_bob_, 15'500);
  world_.cut(ann_.id(), bob_.id());
  to_ann_.socket->send({bob_.address(), 15'500}, "lost");
  world_.run_for(1s);
  world_.mend(ann_.id(), bob_.id());
  to_ann_.socket->send({bob_.address(), 15'500}, "found");
  world_.run_for(1s);
  EXPECT_THAT(to_bob_.datagrams, ElementsAre("found"));
}

TEST_F(SimDatagrams, wait_for_a_paused_program) {
  open(ann_, to_ann_, 0);
  open(bob_, to_bob_, 15'500);
  bob_.pause();
  to_ann_.socket->send({bob_.address(), 15'500}, "hello");
  world_.run_for(1s);
  EXPECT_THAT(to_bob_.datagrams, IsEmpty());
  bob_.resume();
  world_.run_for(1s);
  EXPECT_THAT(to_bob_.datagrams, ElementsAre("hello"));
}

TEST_F(SimDatagrams, may_destroy_their_own_socket) {
  open(ann_, to_ann_, 0);
  open(bob_, to_bob_, 15'500);
  to_bob_.then = [this] { to_bob_.socket.reset(); };
  to_ann_.socket->send({bob_.address(), 15'500}, "one");
  to_ann_.socket->send({bob_.address(), 15'500}, "two");
  world_.run_for(1s);
  EXPECT_EQ(to_bob_.datagrams.size(), 1U);
}

class SimGroups : public SimDatagrams {
 protected:
  SimGroups() {
    for (std::size_t i = 0; i < kMembers; ++i) {
      join(world_.add_node("member" + std::to_string(i)), boxes_.at(i));
    }
  }
  static constexpr std::size_t kMembers = 10;
  std::array<DatagramReceiver, kMembers> boxes_;
};

TEST_F(SimGroups, reach_every_member_the_sender_included) {
  boxes_[0].socket->send(kGroup, "hello");
  world_.run_for(1s);
  for (const auto& box : boxes_) EXPECT_THAT(box.datagrams, ElementsAre("hello"));
}

TEST_F(SimGroups, cost_one_event_for_each_latency_class_and_not_for_each_member) {
  boxes_[0].socket->send(kGroup, "hello");
  world_.run_for(1s);
  EXPECT_EQ(world_.counts().events, 4U);
  EXPECT_EQ(world_.counts().deliveries, 10U);
}

TEST_F(SimGroups, take_datagrams_from_those_who_are_no_members) {
  open(ann_, to_ann_, 0);
  to_ann_.socket->send(kGroup, "from outside");
  world_.run_for(1s);
  EXPECT_THAT(boxes_[3].datagrams, ElementsAre("from outside"));
}

TEST_F(SimGroups, tell_ports_apart) {
  boxes_[0].socket->send({kGroup.address, 20'001}, "elsewhere");
  world_.run_for(1s);
  EXPECT_THAT(boxes_[3].datagrams, IsEmpty());
}

TEST_F(SimGroups, lose_for_each_member_by_itself) {
  world_.links().traits().loss_permille = 500;
  for (int i = 0; i < 1'000; ++i) boxes_[0].socket->send(kGroup, "x");
  world_.run_for(1s);
  EXPECT_EQ(boxes_[0].datagrams.size(), 1'000U);  // Its own, by the loop inside its machine.
  for (std::size_t i = 1; i < kMembers; ++i) {
    EXPECT_GT(boxes_.at(i).datagrams.size(), 420U);
    EXPECT_LT(boxes_.at(i).datagrams.size(), 580U);
  }
  EXPECT_NE(boxes_[1].datagrams.size(), boxes_[5].datagrams.size());
}

TEST_F(SimGroups, go_on_when_members_leave_and_join_during_the_walk) {
  DatagramReceiver late;
  boxes_[0].then = [this] { boxes_[0].socket.reset(); };
  boxes_[4].then = [&] {
    boxes_[8].socket.reset();
    join(ann_, late);
  };
  boxes_[1].socket->send(kGroup, "one");
  world_.run_for(1s);
  boxes_[4].then = nullptr;
  boxes_[1].socket->send(kGroup, "two");
  world_.run_for(1s);
  EXPECT_THAT(boxes_[0].datagrams, ElementsAre("one"));
  EXPECT_THAT(boxes_[6].datagrams, ElementsAre("one", "two"));
  EXPECT_THAT(late.datagrams, ElementsAre("two"));
  EXPECT_LE(boxes_[8].datagrams.size(), 1U);
}

TEST_F(SimGroups, forget_the_members_of_a_crashed_node) {
  world_.find_node("member4")->crash();
  boxes_[0].socket->send(kGroup, "x");
  boxes_[4].socket->send(kGroup, "from the dead");
  world_.run_for(1s);
  EXPECT_THAT(boxes_[4].datagrams, IsEmpty());
  EXPECT_THAT(boxes_[5].datagrams, ElementsAre("x"));
}

TEST_F(SimGroups, wait_for_a_paused_member) {
  Node& member = *world_.find_node("member4");
  member.pause();
  boxes_[0].socket->send(kGroup, "x");
  world_.run_for(1s);
  EXPECT_THAT(boxes_[4].datagrams, IsEmpty());
  member.resume();
  world_.run_for(1s);
  EXPECT_THAT(boxes_[4].datagrams, ElementsAre("x"));
}

TEST_F(SimGroups, stay_within_the_host_when_the_interface_is_its_loopback) {
  DatagramReceiver inside;
  inside.socket = ann_.network().join_group(kGroup, kLoopback, inside).value();
  boxes_[0].socket->send(kGroup, "outside");
  inside.socket->send(kGroup, "inside");
  world_.run_for(1s);
  EXPECT_THAT(inside.datagrams, ElementsAre("inside"));
  EXPECT_THAT(boxes_[3].datagrams, ElementsAre("outside"));
}

}  // namespace
}  // namespace parley::sim
