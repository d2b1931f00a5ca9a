#include "adapters/asio/sockets.hpp"

#include <gtest/gtest.h>
#include <sys/socket.h>

#include <string>

namespace parley::adapters {
namespace {

/// Why it could not be opened; empty where it could.
std::string refusal(const Result<FileDescriptor>& opened) { return opened ? "" : opened.error().message; }

bool holds(const std::string& text, const std::string& part) { return text.find(part) != text.npos; }

constexpr Endpoint kAnyPort{kLoopback, 0};

TEST(Sockets, say_what_to_do_when_a_port_is_taken) {
  const auto listening = open_listening_socket(kAnyPort);
  ASSERT_TRUE(listening);
  const auto refused = refusal(open_listening_socket(local_endpoint(listening->number())));
  EXPECT_TRUE(holds(refused, local_endpoint(listening->number()).to_string())) << refused;
  EXPECT_TRUE(holds(refused, "choose another port")) << refused;
}

TEST(Sockets, say_what_to_do_when_the_address_is_another_machines) {
  const auto refused = refusal(open_listening_socket({IpAddress::v4(0xc0000201), 0}));
  EXPECT_TRUE(holds(refused, "192.0.2.1")) << refused;
  EXPECT_TRUE(holds(refused, "address of this machine")) << refused;
}

TEST(Sockets, listen_for_ipv4_too_when_asked_for_any_address) {
  const auto listening = open_listening_socket({IpAddress(), 0});
  if (!listening) GTEST_SKIP() << "no IPv6 here: " << listening.error().message;
  const auto port = local_endpoint(listening->number()).port;
  const auto client = start_connecting({kLoopback, port});
  ASSERT_TRUE(client) << client.error().message;
  Endpoint remote;
  EXPECT_TRUE(accept_connection(listening->number(), remote));
  EXPECT_EQ(remote.address, kLoopback);
}

TEST(Sockets, have_a_large_receive_buffer_for_datagrams) {
  const auto socket = open_udp_socket(kAnyPort);
  ASSERT_TRUE(socket);
  int bytes = 0;
  socklen_t length = sizeof bytes;
  ASSERT_EQ(::getsockopt(socket->number(), SOL_SOCKET, SO_RCVBUF, &bytes, &length), 0);
  EXPECT_GE(bytes, 256 * 1024);
}

TEST(Sockets, join_no_group_of_ipv6_nor_by_an_address_of_no_interface) {
  const auto v6 = refusal(open_group_socket({IpAddress::parse("ff02::1").value(), 9}, IpAddress()));
  EXPECT_TRUE(holds(v6, "only IPv4 groups")) << v6;
  const Endpoint group{IpAddress::v4(0xefff0102), 0};
  const auto foreign = refusal(open_group_socket(group, IpAddress::v4(0xc0000201)));
  EXPECT_TRUE(holds(foreign, "192.0.2.1")) << foreign;
  EXPECT_TRUE(
      holds(refusal(open_group_socket(group, IpAddress::parse("2001:db8::1").value())), "IPv4 address"));
}

}  // namespace
}  // namespace parley::adapters
