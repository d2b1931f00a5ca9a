// What Datagram promises, from one socket to another.

#include <optional>
#include <thread>

#include "ports/timer_queue.hpp"
#include "tests/contract/datagram_fixture.hpp"

namespace parley::contract {
namespace {

class DatagramContract : public DatagramTest {};

TEST_P(DatagramContract, carries_datagrams_both_ways_and_says_from_whom) {
  client_.socket->send(server_.socket->local(), "ping");
  ASSERT_TRUE(eventually([&] { return server_.datagrams.size() == 1; }));
  EXPECT_EQ(server_.datagrams[0], "ping");
  EXPECT_EQ(server_.senders[0], client_.socket->local());
  server_.socket->send(server_.senders[0], "pong");
  ASSERT_TRUE(eventually([&] { return client_.datagrams.size() == 1; }));
  EXPECT_EQ(client_.datagrams[0], "pong");
  EXPECT_EQ(client_.senders[0], server_.socket->local());
}

TEST_P(DatagramContract, carries_datagrams_of_any_size_whole) {
  for (const std::size_t size : {0UL, 1UL, 1024UL, 1025UL, 60'000UL}) {
    const std::string bytes(size, 'x');
    server_.datagrams.clear();
    client_.socket->send(server_.socket->local(), bytes);
    ASSERT_TRUE(eventually([&] { return !server_.datagrams.empty(); })) << size;
    EXPECT_EQ(server_.datagrams[0], bytes);
  }
}

TEST_P(DatagramContract, loses_what_is_too_long_or_goes_nowhere_and_goes_on) {
  client_.socket->send(server_.socket->local(), std::string(70'000, 'x'));
  client_.socket->send({world().server().address, 1}, "nobody there");
  client_.socket->send({IpAddress(IpAddress::Octets{0x20, 0x01, 0x0d, 0xb8}), 9}, "no way there");
  client_.socket->send(server_.socket->local(), "fine");
  ASSERT_TRUE(eventually([&] { return !server_.datagrams.empty(); }));
  EXPECT_EQ(server_.datagrams[0], "fine");
}

TEST_P(DatagramContract, calls_nobody_back_from_within) {
  client_.socket->send(client_.socket->local(), "to myself");
  EXPECT_TRUE(client_.datagrams.empty());
  EXPECT_TRUE(eventually([&] { return client_.datagrams.size() == 1; }));
}

TEST_P(DatagramContract, refuses_an_address_that_is_taken_or_not_of_this_host) {
  DatagramReceiver other;
  auto& network = world().server().network;
  const auto taken = network.open_datagram(server_.socket->local(), other);
  ASSERT_FALSE(taken);
  EXPECT_EQ(taken.error().code, ErrorCode::kUnavailable);
  const auto foreign = network.open_datagram({IpAddress::v4(0xc0000201), 0}, other);
  ASSERT_FALSE(foreign);
  EXPECT_EQ(foreign.error().code, ErrorCode::kUnavailable);
}

TEST_P(DatagramContract, gives_its_port_back_when_it_is_destroyed) {
  const auto local = server_.socket->local();
  server_.socket.reset();
  open(server_, world().server(), local.port);
}

TEST_P(DatagramContract, may_be_destroyed_from_within) {
  server_.then = [&] { server_.socket.reset(); };
  const auto to = server_.socket->local();
  for (int i = 0; i < 3; ++i) client_.socket->send(to, "x");
  ASSERT_TRUE(eventually([&] { return !server_.datagrams.empty(); }));
  world().run_for(kQuiet);
  EXPECT_EQ(server_.datagrams.size(), 1u);
}

/// As after a pause of the whole machine: much has arrived, and the alarm is due.
TEST_P(DatagramContract, hands_over_all_that_has_arrived_before_the_alarm_rings) {
  constexpr std::size_t kCount = 200;
  TimerQueue timers(world().clock());
  std::optional<std::size_t> before;
  Timer alarm(timers, [&] { before = server_.datagrams.size(); });
  world().post([&] {
    alarm.expire_after(20ms);
    for (std::size_t i = 0; i < kCount; ++i) client_.socket->send(server_.socket->local(), "alive");
    std::this_thread::sleep_for(40ms);  // A turn that takes long. Simulated time stands still in it.
  });
  ASSERT_TRUE(eventually([&] { return before.has_value(); }));
  EXPECT_EQ(before, kCount);
}

PARLEY_CONTRACT_SUITE(DatagramContract);

}  // namespace
}  // namespace parley::contract
