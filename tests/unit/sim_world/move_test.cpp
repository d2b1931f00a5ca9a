#include <gmock/gmock.h>

#include "sim/world/address.hpp"
#include "tests/unit/sim_world/pair_of_nodes.hpp"

namespace parley::sim {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;

TEST(Addresses, run_from_1_to_250_in_each_network) {
  Addresses addresses;
  for (int i = 0; i < 252; ++i) addresses.add_node();
  EXPECT_EQ(addresses.of(NodeId{0}), 0x0a000001U);
  EXPECT_EQ(addresses.of(NodeId{249}), 0x0a0000faU);
  EXPECT_EQ(addresses.of(NodeId{250}), 0x0a000101U);
  EXPECT_EQ(addresses.holder(0x0a000101U)->node, NodeId{250});
  EXPECT_FALSE(addresses.holder(0x0a0000fbU));
  EXPECT_FALSE(addresses.holder(0x0a000103U));
  EXPECT_FALSE(addresses.holder(0x08080808U));
}

TEST(Addresses, remember_who_had_one_before) {
  Addresses addresses;
  addresses.add_node();
  addresses.add_node();
  addresses.move(NodeId{1});
  const auto second = addresses.of(NodeId{1});
  addresses.move(NodeId{1});
  const auto third = addresses.of(NodeId{1});
  EXPECT_NE(second, third);
  EXPECT_EQ(addresses.of(NodeId{1}), third);
  EXPECT_TRUE(addresses.holder(third)->still);
  for (const auto old : {0x0a000002U, second}) {
    EXPECT_EQ(addresses.holder(old)->node, NodeId{1});
    EXPECT_FALSE(addresses.holder(old)->still);
  }
  EXPECT_TRUE(addresses.holder(0x0a000001U)->still);
}

class AddressChanges : public PairOfNodes {};

TEST_F(AddressChanges, lose_what_goes_to_the_old_address) {
  const IpAddress old = bob_.address();
  send("under way");
  world_.move(bob_.id());
  EXPECT_NE(bob_.address(), old);
  to_ann_.socket->send({old, kPort}, "too late");
  world_.run_for(1s);
  EXPECT_THAT(to_bob_.datagrams, IsEmpty());
  EXPECT_EQ(faults().of(DropReason::kOldAddress), 2U);
  EXPECT_EQ(faults().moves, 1U);
}

TEST_F(AddressChanges, leave_sockets_open_that_are_bound_to_no_address) {
  world_.move(bob_.id());
  send("to the new one");
  send_back("from the new one");
  world_.run_for(1s);
  EXPECT_THAT(to_bob_.datagrams, ElementsAre("to the new one"));
  EXPECT_THAT(to_ann_.senders, ElementsAre(Endpoint{bob_.address(), kPort}));
}

TEST_F(AddressChanges, make_sockets_useless_that_are_bound_to_the_old_one) {
  DatagramReceiver bound;
  bound.socket = ann_.network().open_datagram({ann_.address(), 7'000}, bound).value();
  world_.move(ann_.id());
  bound.socket->send({bob_.address(), kPort}, "lost");
  to_bob_.socket->send({ann_.address(), 7'000}, "lost as well");
  world_.run_for(1s);
  EXPECT_THAT(to_bob_.datagrams, IsEmpty());
  EXPECT_THAT(bound.datagrams, IsEmpty());
}

TEST_F(AddressChanges, silence_streams_until_whoever_speaks_gives_up) {
  stand();
  world_.move(ann_.id());
  end_.stream->write("from the old address");
  world_.run_for(900s);
  EXPECT_FALSE(end_.closed);
  world_.run_for(60s);
  EXPECT_EQ(end_.closed, CloseCause::kBroken);
  EXPECT_THAT(accepted().records, IsEmpty());
  EXPECT_FALSE(accepted().closed);
  accepted().stream->write("to the old address");
  world_.run_for(960s);
  EXPECT_EQ(accepted().closed, CloseCause::kBroken);
  EXPECT_EQ(faults().orphaned, 1U);
  EXPECT_EQ(faults().timed_out, 2U);
}

TEST_F(AddressChanges, drop_what_is_under_way_to_the_old_address_and_let_the_rest_arrive) {
  stand();
  end_.stream->write("sent before");
  accepted().stream->write("not received");
  world_.move(ann_.id());
  world_.run_for(1s);
  EXPECT_THAT(accepted().records, ElementsAre("sent before"));
  EXPECT_THAT(end_.records, IsEmpty());
}

TEST_F(AddressChanges, let_new_streams_stand_with_the_new_address) {
  stand();
  world_.move(ann_.id());
  StreamProbe again;
  again.stream = ann_.network().connect({"bob", kTcpPort}, again);
  world_.run_for(1s);
  EXPECT_EQ(again.opened, 1);
  EXPECT_EQ(door_.ends.at(1)->stream->remote().address, ann_.address());
}

TEST_F(AddressChanges, end_a_deserted_stream_for_the_machine_that_drops_it) {
  stand();
  world_.move(ann_.id());
  end_.stream.reset();
  accepted().stream->close();
  world_.run_for(1s);
  EXPECT_FALSE(accepted().closed);
  EXPECT_FALSE(end_.closed);
}

TEST_F(AddressChanges, leave_nobody_to_connect_to_at_the_old_one) {
  const std::string old = bob_.address().to_string();
  world_.move(bob_.id());
  end_.stream = ann_.network().connect({old, kTcpPort}, end_);
  world_.run_for(11s);
  EXPECT_EQ(end_.closed, CloseCause::kUnreachable);
  EXPECT_EQ(faults().unreachable, 1U);
}

TEST_F(AddressChanges, find_a_moved_server_by_its_name) {
  world_.move(bob_.id());
  stand();
  EXPECT_EQ(end_.opened, 1);
  EXPECT_EQ(end_.stream->remote().address, bob_.address());
}

}  // namespace
}  // namespace parley::sim
