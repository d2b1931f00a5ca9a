#include "sim/real/sockets.hpp"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include <cerrno>
#include <random>

#include "adapters/asio/socket_address.hpp"
#include "adapters/asio/sockets.hpp"

namespace parley::sim::real {
namespace {

using adapters::FileDescriptor;

FileDescriptor open_from(const IpAddress& source, int type) {
  FileDescriptor socket(::socket(AF_INET, type | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
  const auto local = adapters::to_socket_address({source, 0}, AF_INET);
  if (!socket || ::bind(socket.number(), local->get(), local->length) != 0) return {};
  return socket;
}

std::mt19937_64& dice() {
  static thread_local std::mt19937_64 dice{std::random_device{}()};
  return dice;
}

bool are_free(const IpAddress& host, const Ports& ports) {
  return adapters::open_listening_socket({host, ports.tcp}) && adapters::open_udp_socket({host, ports.udp});
}

}  // namespace

FileDescriptor start_connecting_from(const IpAddress& source, const Endpoint& remote) {
  FileDescriptor socket = open_from(source, SOCK_STREAM);
  if (!socket) return socket;
  const int on = 1;
  ::setsockopt(socket.number(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  const auto address = adapters::to_socket_address(remote, AF_INET);
  const bool begun = ::connect(socket.number(), address->get(), address->length) == 0 || errno == EINPROGRESS;
  return begun ? std::move(socket) : FileDescriptor();
}

void send_to_group(const IpAddress& source, const Endpoint& group, std::string_view bytes) {
  const FileDescriptor socket = open_from(source, SOCK_DGRAM);
  if (!socket) return;
  in_addr interface_address{};
  interface_address.s_addr = htonl(kLoopback.to_v4());
  ::setsockopt(socket.number(), IPPROTO_IP, IP_MULTICAST_IF, &interface_address, sizeof interface_address);
  const auto to = adapters::to_socket_address(group, AF_INET);
  ::sendto(socket.number(), bytes.data(), bytes.size(), MSG_NOSIGNAL, to->get(), to->length);
}

/// Below the ports that the system gives to connections, so that nobody takes them while a registry is
/// down.
Ports find_free_ports(const IpAddress& host) {
  constexpr Ports kUsual{15600, 15500};
  constexpr std::uint16_t kFirst = 16000;
  constexpr std::uint16_t kCount = 8000;
  Ports ports = kUsual;
  for (int tries = 0; tries < 100 && !are_free(host, ports); ++tries) {
    const auto tcp = static_cast<std::uint16_t>(kFirst + 2 * (dice()() % kCount));
    ports = {tcp, static_cast<std::uint16_t>(tcp + 1)};
  }
  return ports;
}

bool chance(std::uint32_t percent) { return dice()() % 100 < percent; }

Duration draw_delay(const LinkState& link) {
  const auto spread = static_cast<std::uint64_t>((link.max_delay - link.min_delay).count());
  return link.min_delay + Duration(static_cast<Duration::rep>(dice()() % (spread + 1)));
}

}  // namespace parley::sim::real
