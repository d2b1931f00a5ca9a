#include "sim/world/nat.hpp"

#include <gmock/gmock.h>

#include <array>
#include <memory>

#include "tests/unit/sim_world/pair_of_nodes.hpp"

namespace parley::sim {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr Nat::Inside kInside{NodeId{1}, 6'000};
constexpr Nat::Remote kRegistry{100, 15'500};
constexpr Nat::Remote kRegistryElsewhere{100, 1};
constexpr Nat::Remote kStranger{200, 6'000};

/// Whether it lets in the one that was sent to, another port of it, and somebody else.
std::array<bool, 3> lets_in(NatKind kind) {
  Nat nat(kind, 7);
  const auto port = nat.translate_out(kInside, kRegistry, Instant(0s)).value();
  std::array<bool, 3> in{};
  std::size_t i = 0;
  for (const auto& remote : {kRegistry, kRegistryElsewhere, kStranger}) {
    in.at(i++) = nat.translate_in(port, remote, Instant(1s)) == kInside;
  }
  return in;
}

TEST(Nat, lets_in_whom_its_kind_lets_in) {
  EXPECT_THAT(lets_in(NatKind::kFullCone), ElementsAre(true, true, true));
  EXPECT_THAT(lets_in(NatKind::kRestricted), ElementsAre(true, true, false));
  EXPECT_THAT(lets_in(NatKind::kPortRestricted), ElementsAre(true, false, false));
  EXPECT_THAT(lets_in(NatKind::kSymmetric), ElementsAre(true, false, false));
}

TEST(Nat, gives_a_socket_one_port_for_all_unless_it_is_symmetric) {
  for (const auto kind :
       {NatKind::kFullCone, NatKind::kRestricted, NatKind::kPortRestricted, NatKind::kSymmetric}) {
    Nat nat(kind, 7);
    const auto first = nat.translate_out(kInside, kRegistry, Instant(0s));
    EXPECT_EQ(nat.translate_out(kInside, kRegistry, Instant(1s)), first);
    EXPECT_EQ(nat.translate_out(kInside, kStranger, Instant(1s)) == first, kind != NatKind::kSymmetric);
    EXPECT_NE(nat.translate_out({NodeId{2}, 6'000}, kRegistry, Instant(1s)), first);
  }
}

TEST(Nat, forgets_a_socket_30_seconds_after_it_last_sent) {
  Nat nat(NatKind::kFullCone, 7);
  const auto port = nat.translate_out(kInside, kRegistry, Instant(0s)).value();
  nat.translate_out(kInside, kRegistry, Instant(20s));
  EXPECT_TRUE(nat.translate_in(port, kRegistry, Instant(50s - 1ns)));
  EXPECT_FALSE(nat.translate_in(port, kRegistry, Instant(50s)));
  EXPECT_NE(nat.translate_out(kInside, kRegistry, Instant(50s)), port);
}

TEST(Nat, forgets_whom_a_socket_has_not_sent_to_for_30_seconds) {
  Nat nat(NatKind::kRestricted, 7);
  const auto port = nat.translate_out(kInside, kStranger, Instant(0s)).value();
  nat.translate_out(kInside, kRegistry, Instant(20s));
  EXPECT_TRUE(nat.translate_in(port, kRegistry, Instant(35s)));
  EXPECT_FALSE(nat.translate_in(port, kStranger, Instant(35s)));
}

TEST(Nat, mixes_nothing_up_when_its_ports_come_round_again) {
  Nat nat(NatKind::kSymmetric, 7);
  const auto first = nat.translate_out(kInside, kRegistry, Instant(0s)).value();
  for (std::uint32_t i = 0; i < 40'000; ++i) nat.translate_out({NodeId{2}, 1}, {i, 1}, Instant(1min));
  EXPECT_FALSE(nat.translate_out({NodeId{3}, 1}, kStranger, Instant(1min)));  // All taken.
  EXPECT_EQ(nat.behind(first, Instant(1min))->node, NodeId{2});
  EXPECT_FALSE(nat.translate_out(kInside, kRegistry, Instant(1min)));
  const auto again = nat.translate_out(kInside, kRegistry, Instant(2min));
  ASSERT_TRUE(again);
  EXPECT_EQ(nat.behind(*again, Instant(2min)), kInside);
}

/// ann stands behind a NAT, bob does not.
class BehindNat : public PairOfNodes {
 protected:
  void put(NatKind kind) { world_.add_nat(kind, {ann_.id()}); }

  /// ann speaks to bob, and what bob sees of her is where he answers.
  void send_and_answer() {
    send("hello");
    world_.run_for(1s);
    to_bob_.socket->send(to_bob_.senders.at(0), "welcome");
    world_.run_for(1s);
  }
};

TEST_F(BehindNat, datagrams_go_out_under_the_nats_address_and_answers_come_back) {
  put(NatKind::kSymmetric);
  EXPECT_EQ(ann_.address().to_string(), "192.168.0.1");
  send_and_answer();
  EXPECT_THAT(to_bob_.datagrams, ElementsAre("hello"));
  EXPECT_EQ(to_bob_.senders[0].address.to_string(), "203.0.113.1");
  EXPECT_NE(to_bob_.senders[0].port, kPort);
  EXPECT_THAT(to_ann_.datagrams, ElementsAre("welcome"));
  EXPECT_EQ(faults().translated, 1U);
}

TEST_F(BehindNat, answers_are_lost_once_the_mapping_has_timed_out) {
  put(NatKind::kFullCone);
  send("hello");
  world_.run_for(31s);
  to_bob_.socket->send(to_bob_.senders.at(0), "too late");
  world_.run_for(1s);
  EXPECT_THAT(to_ann_.datagrams, IsEmpty());
  EXPECT_EQ(faults().of(DropReason::kNat), 1U);
}

TEST_F(BehindNat, private_addresses_lead_nowhere_from_outside) {
  put(NatKind::kFullCone);
  send_back("lost");
  world_.run_for(1s);
  EXPECT_THAT(to_ann_.datagrams, IsEmpty());
  EXPECT_EQ(faults().of(DropReason::kNat), 1U);
}

TEST_F(BehindNat, a_stranger_gets_in_by_a_full_cone_and_not_by_others) {
  Node& cid = world_.add_node("cid");
  DatagramReceiver to_cid;
  open(cid, to_cid);
  for (const auto& [kind, heard] : {std::pair{NatKind::kRestricted, 0U}, {NatKind::kFullCone, 1U}}) {
    put(kind);
    send("hello");
    world_.run_for(1s);
    to_cid.socket->send(to_bob_.senders.back(), "knock");
    world_.run_for(1s);
    EXPECT_EQ(to_ann_.datagrams.size(), heard);
  }
}

TEST_F(BehindNat, two_restricted_ones_are_punched_through_and_two_symmetric_ones_are_not) {
  for (const auto kind : {NatKind::kPortRestricted, NatKind::kSymmetric}) {
    World world;
    Node& registry = world.add_node("registry");
    Node& ann = world.add_node("ann");
    Node& bob = world.add_node("bob");
    world.add_nat(kind, {ann.id()});
    world.add_nat(kind, {bob.id()});
    DatagramReceiver to_registry;
    DatagramReceiver to_ann;
    DatagramReceiver to_bob;
    for (const auto& [node, box] : {std::pair{&registry, &to_registry}, {&ann, &to_ann}, {&bob, &to_bob}}) {
      box->socket = node->network().open_datagram({{}, kPort}, *box).value();
    }
    to_ann.socket->send({registry.address(), kPort}, "ann");
    world.run_for(10ms);
    to_bob.socket->send({registry.address(), kPort}, "bob");
    world.run_for(10ms);
    for (int i = 0; i < 3; ++i) {  // Each to where the registry sees the other.
      to_ann.socket->send(to_registry.senders.at(1), "from ann");
      to_bob.socket->send(to_registry.senders.at(0), "from bob");
      world.run_for(10ms);
    }
    EXPECT_EQ(to_bob.datagrams.empty(), kind == NatKind::kSymmetric);
    EXPECT_EQ(to_ann.datagrams.empty(), kind == NatKind::kSymmetric);
  }
}

TEST_F(BehindNat, streams_go_out_under_the_nats_address_and_none_come_in) {
  put(NatKind::kFullCone);
  stand();
  ASSERT_EQ(end_.opened, 1);
  EXPECT_EQ(accepted().stream->remote().address.to_string(), "203.0.113.1");
  accepted().stream->write("welcome");
  world_.run_for(1s);
  EXPECT_THAT(end_.records, ElementsAre("welcome"));
  StreamAcceptor inside;
  inside.listener = ann_.network().listen({{}, kTcpPort}, inside).value();
  std::array<StreamProbe, 3> callers;
  const std::array<std::string, 3> hosts = {"ann", "192.168.0.1", "203.0.113.1"};
  for (std::size_t i = 0; i < 3; ++i) {
    callers.at(i).stream = bob_.network().connect({hosts.at(i), kTcpPort}, callers.at(i));
  }
  world_.run_for(11s);
  for (const StreamProbe& caller : callers) EXPECT_EQ(caller.closed, CloseCause::kUnreachable);
  EXPECT_EQ(faults().unreachable, 3U);
}

TEST_F(BehindNat, those_behind_the_same_one_meet_by_their_private_addresses) {
  world_.add_nat(NatKind::kSymmetric, {ann_.id(), bob_.id()});
  send("hello");
  stand();
  EXPECT_THAT(to_bob_.datagrams, ElementsAre("hello"));
  EXPECT_THAT(to_bob_.senders, ElementsAre(Endpoint{ann_.address(), kPort}));
  EXPECT_EQ(end_.opened, 1);
}

TEST_F(BehindNat, what_is_sent_to_the_own_nat_does_not_come_in_again) {
  world_.add_nat(NatKind::kFullCone, {ann_.id(), bob_.id()});
  Node& cid = world_.add_node("cid");
  DatagramReceiver to_cid;
  open(cid, to_cid);
  to_bob_.socket->send({cid.address(), kPort}, "hello");
  world_.run_for(1s);
  to_ann_.socket->send(to_cid.senders.at(0), "by way of the NAT");
  world_.run_for(1s);
  EXPECT_THAT(to_bob_.datagrams, IsEmpty());
}

TEST_F(BehindNat, multicast_stays_among_those_behind_the_same_one) {
  const Endpoint group{IpAddress::v4(0xe0010101), 20'000};
  Node& cid = world_.add_node("cid");
  std::array<DatagramReceiver, 3> boxes;
  std::array<Node*, 3> nodes = {&ann_, &bob_, &cid};
  for (std::size_t i = 0; i < 3; ++i) {
    boxes.at(i).socket = nodes.at(i)->network().join_group(group, {}, boxes.at(i)).value();
  }
  world_.add_nat(NatKind::kFullCone, {ann_.id(), bob_.id()});  // They have joined before.
  boxes[0].socket->send(group, "inside");
  boxes[2].socket->send(group, "outside");
  world_.run_for(1s);
  EXPECT_THAT(boxes[0].datagrams, ElementsAre("inside"));
  EXPECT_THAT(boxes[1].datagrams, ElementsAre("inside"));
  EXPECT_THAT(boxes[2].datagrams, ElementsAre("outside"));
}

}  // namespace
}  // namespace parley::sim
