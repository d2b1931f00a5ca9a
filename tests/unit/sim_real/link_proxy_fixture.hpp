#pragma once

#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <chrono>
#include <functional>
#include <optional>
#include <string>

#include "adapters/asio/socket_address.hpp"
#include "adapters/asio/sockets.hpp"
#include "sim/real/link_proxy.hpp"
#include "sim/real/loopback.hpp"

namespace parley::sim::real {

/// A lane between a node and a registry that are nothing but sockets.
class LinkProxyTest : public ::testing::Test {
 protected:
  using FileDescriptor = adapters::FileDescriptor;
  static constexpr std::chrono::seconds kPatience{20};
  static constexpr std::chrono::milliseconds kMoment{150};  ///< Long enough to see that nothing comes.

  LinkProxyTest() { pulse(); }

  void SetUp() override { ASSERT_TRUE(proxy_.start_listening()); }

  void pulse() {
    delays_.after(std::chrono::milliseconds(2), [this] { pulse(); });
  }
  bool until(const std::function<bool()>& done) { return loop_.run_until(done, kPatience); }
  void pass(Duration time) {
    loop_.run_until([] { return false; }, time);
  }

  FileDescriptor dial() {
    FileDescriptor node = start_connecting_from(proxy_.node(), proxy_.front());
    EXPECT_TRUE(static_cast<bool>(node));
    return node;
  }
  FileDescriptor accept() {
    Endpoint from;
    FileDescriptor accepted;
    until(
        [&] { return static_cast<bool>(accepted = adapters::accept_connection(listening_.number(), from)); });
    EXPECT_EQ(from.address, proxy_.node()) << "the registry finds the node at its own address";
    return accepted;
  }
  static void say(const FileDescriptor& socket, const std::string& words) {
    EXPECT_EQ(::send(socket.number(), words.data(), words.size(), MSG_NOSIGNAL),
              static_cast<ssize_t>(words.size()));
  }
  /// What has come: nothing where nothing has yet, empty at the end, "broken" where it was reset.
  static std::optional<std::string> hear(const FileDescriptor& socket) {
    std::string bytes(65536, '\0');
    const ssize_t count = ::recv(socket.number(), bytes.data(), bytes.size(), MSG_DONTWAIT);
    if (count < 0) return errno == EAGAIN ? std::nullopt : std::optional<std::string>("broken");
    bytes.resize(static_cast<std::size_t>(count));
    return bytes;
  }
  std::string wait_to_hear(const FileDescriptor& socket) {
    std::optional<std::string> heard;
    EXPECT_TRUE(until([&] { return (heard = hear(socket)).has_value(); }));
    return heard.value_or("nothing");
  }

  static RegistryAddress free_address() {
    const Ports ports = find_free_ports(kHost);
    return {{kHost, ports.tcp}, {kHost, ports.udp}};
  }

  static constexpr IpAddress kHost = IpAddress::v4(0x7f000101);  // Nobody else's: 127.0.1.1, 127.0.1.2.

  adapters::EventLoop loop_;
  adapters::AsioNetwork network_{loop_, {}};
  Delays delays_{loop_};
  RegistryAddress registry_ = free_address();
  FileDescriptor listening_ = adapters::open_listening_socket(registry_.tcp).value();
  FileDescriptor keep_alives_ = adapters::open_udp_socket(registry_.udp).value();
  LinkProxy proxy_{loop_, network_, delays_, loopback_address(251), registry_};
};

}  // namespace parley::sim::real
