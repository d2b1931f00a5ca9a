#include "adapters/asio/socket_address.hpp"

#include <gtest/gtest.h>

namespace parley::adapters {
namespace {

Endpoint endpoint(const char* text) { return Endpoint::parse(text).value(); }

/// There and back again; the zero endpoint where it cannot be reached.
Endpoint by(int family, const char* text) {
  const auto address = to_socket_address(endpoint(text), family);
  return address ? to_endpoint(*address) : Endpoint();
}

TEST(SocketAddress, keeps_an_endpoint_on_sockets_of_its_family) {
  EXPECT_EQ(by(AF_INET, "192.0.2.1:15600"), endpoint("192.0.2.1:15600"));
  EXPECT_EQ(by(AF_INET6, "[2001:db8::1]:65535"), endpoint("[2001:db8::1]:65535"));
}

TEST(SocketAddress, gives_an_ipv4_host_one_value_on_both_families) {
  EXPECT_EQ(by(AF_INET6, "192.0.2.1:15600"), endpoint("192.0.2.1:15600"));
}

TEST(SocketAddress, has_no_way_to_ipv6_from_an_ipv4_socket) {
  EXPECT_FALSE(to_socket_address(endpoint("[2001:db8::1]:1"), AF_INET));
}

TEST(SocketAddress, names_the_family_of_an_address) {
  EXPECT_EQ(family_of(kLoopback), AF_INET);
  EXPECT_EQ(family_of(IpAddress()), AF_INET6);
}

}  // namespace
}  // namespace parley::adapters
