// What Network::join_group() promises.

#include "tests/contract/datagram_fixture.hpp"

namespace parley::contract {
namespace {

class MulticastContract : public DatagramTest {
 protected:
  static void join(DatagramReceiver& box, Host host, const Endpoint& group) {
    auto joined = host.network.join_group(group, host.address, box);
    ASSERT_TRUE(joined) << joined.error().message;
    box.socket = *std::move(joined);
  }

  /// A group on a port that no other test uses now: one that `keeper` holds.
  static Endpoint group_by(const DatagramReceiver& keeper) {
    return {IpAddress::v4(0xefff0102), keeper.socket->local().port};
  }
};

TEST_P(MulticastContract, brings_to_every_member_what_any_member_says) {
  const auto group = group_by(client_);
  DatagramReceiver ann;
  DatagramReceiver bob;
  DatagramReceiver cid;
  join(ann, world().client(), group);
  join(bob, world().server(), group);
  join(cid, world().server(), group);
  ann.socket->send(group, "from ann");
  bob.socket->send(group, "from bob");
  ASSERT_TRUE(eventually(
      [&] { return ann.datagrams.size() == 2 && bob.datagrams.size() == 2 && cid.datagrams.size() == 2; }));
  for (const DatagramReceiver* box : {&ann, &bob, &cid})
    EXPECT_TRUE(box->has("from ann") && box->has("from bob"));
  for (std::size_t i = 0; i < cid.datagrams.size(); ++i) {
    const bool ann_s = cid.datagrams[i] == "from ann";
    EXPECT_EQ(cid.senders[i].address, ann_s ? world().client().address : world().server().address);
  }
}

TEST_P(MulticastContract, keeps_groups_on_different_ports_apart) {
  const auto one = group_by(client_);
  const auto two = group_by(server_);
  ASSERT_NE(one.port, two.port);
  DatagramReceiver ann;
  DatagramReceiver bob;
  join(ann, world().client(), one);
  join(bob, world().server(), two);
  ann.socket->send(one, "one");
  bob.socket->send(two, "two");
  ASSERT_TRUE(eventually([&] { return !ann.datagrams.empty() && !bob.datagrams.empty(); }));
  world().run_for(kQuiet);
  EXPECT_EQ(ann.datagrams.size(), 1u);
  EXPECT_EQ(bob.datagrams.size(), 1u);
  EXPECT_TRUE(ann.has("one") && bob.has("two"));
}

TEST_P(MulticastContract, keeps_groups_on_one_port_apart) {
  const auto one = group_by(client_);
  const Endpoint two{IpAddress::v4(0xefff0103), one.port};
  DatagramReceiver ann;
  DatagramReceiver bob;
  join(ann, world().client(), one);
  join(bob, world().server(), two);
  ann.socket->send(one, "one");
  bob.socket->send(two, "two");
  ASSERT_TRUE(eventually([&] { return !ann.datagrams.empty() && !bob.datagrams.empty(); }));
  world().run_for(kQuiet);
  EXPECT_EQ(ann.datagrams.size() + bob.datagrams.size(), 2u);
}

TEST_P(MulticastContract, hears_nothing_after_it_has_left) {
  const auto group = group_by(client_);
  DatagramReceiver ann;
  DatagramReceiver bob;
  join(ann, world().client(), group);
  join(bob, world().server(), group);
  bob.socket.reset();
  ann.socket->send(group, "anyone?");
  ASSERT_TRUE(eventually([&] { return !ann.datagrams.empty(); }));
  world().run_for(kQuiet);
  EXPECT_TRUE(bob.datagrams.empty());
  join(bob, world().server(), group);
  ann.socket->send(group, "back again");
  EXPECT_TRUE(eventually([&] { return bob.has("back again"); }));
}

TEST_P(MulticastContract, refuses_what_is_no_group) {
  DatagramReceiver ann;
  auto host = world().client();
  const auto joined = host.network.join_group({IpAddress::v4(0xc0000201), 9}, host.address, ann);
  ASSERT_FALSE(joined);
  EXPECT_EQ(joined.error().code, ErrorCode::kUnavailable);
}

PARLEY_CONTRACT_SUITE(MulticastContract);

}  // namespace
}  // namespace parley::contract
