// What Network promises of hosts with several addresses: a loopback has 127.0.0.0/8 and ::1.

#include "tests/contract/datagram_fixture.hpp"
#include "tests/support/network_ends.hpp"

namespace parley::contract {
namespace {

constexpr IpAddress kSecondLoopback = IpAddress::v4(0x7f000002);
const IpAddress kLoopbackV6 = IpAddress::parse("::1").value();

class AddressContract : public ContractTest {
 protected:
  Network& network() { return world().server().network; }

  std::unique_ptr<Listener> listen(const IpAddress& address, std::uint16_t port, StreamAcceptor& acceptor) {
    auto listening = network().listen({address, port}, acceptor);
    EXPECT_TRUE(listening) << listening.error().message;
    return listening ? *std::move(listening) : nullptr;
  }
  void open(DatagramReceiver& box, const IpAddress& address, std::uint16_t port = 0) {
    auto opened = network().open_datagram({address, port}, box);
    ASSERT_TRUE(opened) << opened.error().message;
    box.socket = *std::move(opened);
  }

  /// What the server sees as the client's address, of a stream to this one of its own.
  IpAddress client_seen_at(const IpAddress& address, std::uint16_t port, StreamAcceptor& acceptor) {
    const std::size_t before = acceptor.ends.size();
    StreamProbe client;
    client.stream = network().connect({address.to_string(), port}, client);
    EXPECT_TRUE(eventually([&] { return client.identity && acceptor.ends.size() == before + 1; }))
        << address.to_string() << client.reason;
    EXPECT_EQ(client.stream->remote(), (Endpoint{address, port}));
    return acceptor.ends.size() > before ? acceptor.ends.back()->stream->remote().address : IpAddress{};
  }
};

TEST_P(AddressContract, is_reached_by_each_of_its_addresses_when_it_listens_on_all) {
  StreamAcceptor acceptor;
  const auto listener = listen(IpAddress{}, 0, acceptor);
  ASSERT_NE(listener, nullptr);
  const std::uint16_t port = listener->local().port;
  EXPECT_EQ(client_seen_at(kLoopback, port, acceptor), kLoopback);
  EXPECT_EQ(client_seen_at(kLoopbackV6, port, acceptor), kLoopbackV6);
  client_seen_at(kSecondLoopback, port, acceptor);
}

TEST_P(AddressContract, listens_on_one_port_of_several_addresses) {
  StreamAcceptor at_first;
  StreamAcceptor at_second;
  StreamAcceptor at_v6;
  const auto first = listen(kLoopback, 0, at_first);
  ASSERT_NE(first, nullptr);
  const std::uint16_t port = first->local().port;
  const auto second = listen(kSecondLoopback, port, at_second);
  const auto v6 = listen(kLoopbackV6, port, at_v6);
  client_seen_at(kSecondLoopback, port, at_second);
  client_seen_at(kLoopbackV6, port, at_v6);
  EXPECT_TRUE(at_first.ends.empty());
}

TEST_P(AddressContract, refuses_streams_to_an_address_where_it_does_not_listen) {
  StreamAcceptor acceptor;
  const auto listener = listen(kLoopback, 0, acceptor);
  ASSERT_NE(listener, nullptr);
  StreamProbe client;
  client.stream = network().connect({kLoopbackV6.to_string(), listener->local().port}, client);
  ASSERT_TRUE(eventually([&] { return client.closed.has_value(); }));
  EXPECT_FALSE(client.identity);
}

TEST_P(AddressContract, takes_datagrams_of_both_families_on_one_socket_and_answers_them) {
  DatagramReceiver server;
  open(server, IpAddress{});
  for (const IpAddress& address : {kLoopback, kLoopbackV6}) {
    server.datagrams.clear();
    server.senders.clear();
    DatagramReceiver client;
    open(client, address);
    client.socket->send({address, server.socket->local().port}, "ping");
    ASSERT_TRUE(eventually([&] { return !server.datagrams.empty(); })) << address.to_string();
    EXPECT_EQ(server.senders[0], client.socket->local());
    server.socket->send(server.senders[0], "pong");
    ASSERT_TRUE(eventually([&] { return !client.datagrams.empty(); })) << address.to_string();
    EXPECT_EQ(client.senders[0].address, address);
  }
}

TEST_P(AddressContract, sends_from_the_address_that_the_socket_is_bound_to) {
  DatagramReceiver server;
  DatagramReceiver client;
  open(server, kLoopback);
  open(client, kSecondLoopback);
  client.socket->send(server.socket->local(), "from the second");
  ASSERT_TRUE(eventually([&] { return !server.datagrams.empty(); }));
  EXPECT_EQ(server.senders[0], client.socket->local());
}

TEST_P(AddressContract, sends_nothing_from_one_family_to_the_other) {
  DatagramReceiver v4;
  DatagramReceiver v6;
  open(v4, kLoopback);
  open(v6, kLoopbackV6);
  v4.socket->send(v6.socket->local(), "to the other family");
  v4.socket->send(v4.socket->local(), "fine");
  ASSERT_TRUE(eventually([&] { return !v4.datagrams.empty(); }));
  world().run_for(kQuiet);
  EXPECT_TRUE(v6.datagrams.empty());
}

PARLEY_CONTRACT_SUITE(AddressContract);

}  // namespace
}  // namespace parley::contract
