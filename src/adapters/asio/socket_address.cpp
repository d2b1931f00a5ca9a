#include "adapters/asio/socket_address.hpp"

#include <netinet/in.h>

#include <cstring>

namespace parley::adapters {

// The system's address types share their first bytes; these casts are how its calls are meant to be used.
sockaddr* SocketAddress::get() { return reinterpret_cast<sockaddr*>(&storage); }
const sockaddr* SocketAddress::get() const { return reinterpret_cast<const sockaddr*>(&storage); }

int family_of(const IpAddress& address) { return address.is_v4() ? AF_INET : AF_INET6; }

std::optional<SocketAddress> to_socket_address(const Endpoint& endpoint, int family) {
  SocketAddress address;
  if (family == AF_INET) {
    if (!endpoint.address.is_v4()) return std::nullopt;
    sockaddr_in v4{};
    v4.sin_family = AF_INET;
    v4.sin_port = htons(endpoint.port);
    v4.sin_addr.s_addr = htonl(endpoint.address.to_v4());
    address.length = sizeof v4;
    std::memcpy(&address.storage, &v4, sizeof v4);
    return address;
  }
  sockaddr_in6 v6{};
  v6.sin6_family = AF_INET6;
  v6.sin6_port = htons(endpoint.port);
  std::memcpy(&v6.sin6_addr, endpoint.address.octets().data(), endpoint.address.octets().size());
  address.length = sizeof v6;
  std::memcpy(&address.storage, &v6, sizeof v6);
  return address;
}

Endpoint to_endpoint(const SocketAddress& address) {
  if (address.storage.ss_family == AF_INET) {
    sockaddr_in v4{};
    std::memcpy(&v4, &address.storage, sizeof v4);
    return {IpAddress::v4(ntohl(v4.sin_addr.s_addr)), ntohs(v4.sin_port)};
  }
  sockaddr_in6 v6{};
  std::memcpy(&v6, &address.storage, sizeof v6);
  IpAddress::Octets octets{};
  std::memcpy(octets.data(), &v6.sin6_addr, octets.size());
  return {IpAddress(octets), ntohs(v6.sin6_port)};
}

}  // namespace parley::adapters
