#include "adapters/asio/sockets.hpp"

#include <netinet/in.h>
#include <netinet/tcp.h>

#include <cerrno>
#include <system_error>
#include <utility>

#include "adapters/asio/socket_address.hpp"
#include "base/check.hpp"

namespace parley::adapters {
namespace {

constexpr int kReceiveBufferBytes = 4 * 1024 * 1024;

std::string reason_of(int number) { return std::generic_category().message(number); }

Error unavailable(const std::string& what, const Endpoint& endpoint, int number) {
  std::string message = "cannot " + what + " " + endpoint.to_string() + ": " + reason_of(number);
  if (number == EADDRINUSE) message += "; another program has it: end that, or choose another port";
  if (number == EADDRNOTAVAIL) message += "; choose an address of this machine";
  if (number == EACCES) message += "; ports below 1024 need privileges: choose another";
  return {ErrorCode::kUnavailable, std::move(message)};
}

FileDescriptor open_socket(int family, int type) {
  return FileDescriptor(::socket(family, type | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
}

template <class Value>
bool set_option(int socket, int level, int name, const Value& value) {
  return ::setsockopt(socket, level, name, &value, sizeof value) == 0;
}

bool bind_to(int socket, const Endpoint& local) {
  const auto address = to_socket_address(local, family_of(local.address));
  return ::bind(socket, address->get(), address->length) == 0;
}

in_addr to_in_addr(const IpAddress& address) {
  in_addr result{};
  result.s_addr = address == IpAddress() ? INADDR_ANY : htonl(address.to_v4());
  return result;
}

bool is_v4_group(const IpAddress& address) { return address.is_v4() && address.to_v4() >> 28 == 0xe; }

/// Joins the group by the interface, sends by it too, and no further than the local network.
bool join(int socket, const IpAddress& group, const IpAddress& interface_address) {
  const ip_mreq membership{to_in_addr(group), to_in_addr(interface_address)};
  return set_option(socket, IPPROTO_IP, IP_ADD_MEMBERSHIP, membership) &&
         set_option(socket, IPPROTO_IP, IP_MULTICAST_IF, membership.imr_interface) &&
         set_option(socket, IPPROTO_IP, IP_MULTICAST_TTL, int{1}) &&
         set_option(socket, IPPROTO_IP, IP_MULTICAST_LOOP, int{1}) &&
         set_option(socket, IPPROTO_IP, IP_MULTICAST_ALL, int{0});  // Not what others joined elsewhere.
}

}  // namespace

Result<FileDescriptor> open_listening_socket(const Endpoint& local) {
  auto socket = open_socket(family_of(local.address), SOCK_STREAM);
  if (!socket) return unavailable("listen on", local, errno);
  set_option(socket.number(), SOL_SOCKET, SO_REUSEADDR, int{1});
  if (!local.address.is_v4()) set_option(socket.number(), IPPROTO_IPV6, IPV6_V6ONLY, int{0});
  if (!bind_to(socket.number(), local) || ::listen(socket.number(), SOMAXCONN) != 0) {
    return unavailable("listen on", local, errno);
  }
  return socket;
}

Result<FileDescriptor> open_udp_socket(const Endpoint& local) {
  auto socket = open_socket(family_of(local.address), SOCK_DGRAM);
  if (!socket) return unavailable("receive datagrams on", local, errno);
  if (!local.address.is_v4()) set_option(socket.number(), IPPROTO_IPV6, IPV6_V6ONLY, int{0});
  // As much as the system grants: a log-in storm must not drown the keep-alives.
  set_option(socket.number(), SOL_SOCKET, SO_RCVBUF, kReceiveBufferBytes);
  if (!bind_to(socket.number(), local)) return unavailable("receive datagrams on", local, errno);
  return socket;
}

Result<FileDescriptor> open_group_socket(const Endpoint& group, const IpAddress& interface_address) {
  const std::string what = "join the multicast group";
  if (!is_v4_group(group.address)) {
    return Error{ErrorCode::kUnavailable, "cannot " + what + " " + group.to_string() +
                                              ": only IPv4 groups (224.0.0.0/4) are supported"};
  }
  if (interface_address != IpAddress() && !interface_address.is_v4()) {
    return Error{ErrorCode::kUnavailable, "cannot " + what + " " + group.to_string() + " on the interface " +
                                              interface_address.to_string() +
                                              ": name the interface by its IPv4 address"};
  }
  auto socket = open_socket(AF_INET, SOCK_DGRAM);
  if (!socket) return unavailable(what, group, errno);
  set_option(socket.number(), SOL_SOCKET, SO_REUSEADDR, int{1});
  if (!bind_to(socket.number(), group)) return unavailable(what, group, errno);
  if (join(socket.number(), group.address, interface_address)) return socket;
  const int number = errno;
  auto error = unavailable(what, group, number);
  if (number == ENODEV || number == EADDRNOTAVAIL) {
    error.message = "cannot " + what + " " + group.to_string() + " on the interface " +
                    interface_address.to_string() + ": this machine has none with that address";
  }
  return error;
}

Result<FileDescriptor> start_connecting(const Endpoint& remote) {
  auto socket = open_socket(family_of(remote.address), SOCK_STREAM);
  if (!socket) return unavailable("connect to", remote, errno);
  set_option(socket.number(), IPPROTO_TCP, TCP_NODELAY, int{1});
  const auto address = to_socket_address(remote, family_of(remote.address));
  if (::connect(socket.number(), address->get(), address->length) != 0 && errno != EINPROGRESS) {
    return Error{ErrorCode::kUnavailable, reason_of(errno)};
  }
  return socket;
}

std::optional<std::string> connection_error(int socket) {
  int number = 0;
  socklen_t length = sizeof number;
  if (::getsockopt(socket, SOL_SOCKET, SO_ERROR, &number, &length) != 0) number = errno;
  if (number == 0) return std::nullopt;
  return reason_of(number);
}

FileDescriptor accept_connection(int listening_socket, Endpoint& remote) {
  SocketAddress address;
  FileDescriptor socket(
      ::accept4(listening_socket, address.get(), &address.length, SOCK_NONBLOCK | SOCK_CLOEXEC));
  if (!socket) return socket;
  set_option(socket.number(), IPPROTO_TCP, TCP_NODELAY, int{1});
  remote = to_endpoint(address);
  return socket;
}

Endpoint local_endpoint(int socket) {
  SocketAddress address;
  PARLEY_CHECK(::getsockname(socket, address.get(), &address.length) == 0);
  return to_endpoint(address);
}

void reset_on_close(int socket) { set_option(socket, SOL_SOCKET, SO_LINGER, linger{1, 0}); }

}  // namespace parley::adapters
