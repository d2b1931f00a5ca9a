#pragma once

#include <sys/socket.h>

#include <optional>

#include "base/endpoint.hpp"

namespace parley::adapters {

/// An Endpoint as the system's calls take it.
struct SocketAddress {
  sockaddr_storage storage{};
  socklen_t length = sizeof(sockaddr_storage);

  sockaddr* get();
  const sockaddr* get() const;
};

/// AF_INET for an IPv4 address, else AF_INET6.
int family_of(const IpAddress& address);

/// For a socket of `family`: on an AF_INET6 socket an IPv4 address takes its mapped form. Nothing for an
/// IPv6 address on an AF_INET socket, which cannot reach it.
std::optional<SocketAddress> to_socket_address(const Endpoint& endpoint, int family);

Endpoint to_endpoint(const SocketAddress& address);

}  // namespace parley::adapters
