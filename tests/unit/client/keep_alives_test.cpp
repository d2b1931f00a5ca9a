#include "client/keep_alives.hpp"

#include <gtest/gtest.h>

#include <string>

#include "tests/support/fake_clock.hpp"
#include "tests/support/fake_network.hpp"

namespace parley::client {
namespace {

/// The local address of the one socket that is open once keep-alives go to `first` and then to `second`.
std::string socket_after(const char* first, const char* second) {
  FakeClock clock;
  FakeNetwork network;
  TimerQueue timers(clock);
  KeepAlives keep_alives(network, timers);
  for (const auto* registry : {first, second}) {
    const auto started =
        keep_alives.start(*UserName::parse("ann"), *Endpoint::parse(registry), std::chrono::seconds(1));
    EXPECT_TRUE(started.has_value());
  }
  EXPECT_EQ(network.open_sockets.size(), 1U);
  return network.open_sockets.front().first.to_string();
}

TEST(KeepAlives, go_on_from_the_same_socket_to_another_registry) {
  EXPECT_EQ(socket_after("192.0.2.1:15500", "192.0.2.7:15500"), "0.0.0.0:40002");
}

TEST(KeepAlives, change_the_socket_where_the_registry_is_found_in_the_other_family) {
  EXPECT_EQ(socket_after("192.0.2.1:15500", "[2001:db8::1]:15500"), "[::]:40002");
  EXPECT_EQ(socket_after("[2001:db8::1]:15500", "192.0.2.1:15500"), "0.0.0.0:40002");
}

}  // namespace
}  // namespace parley::client
