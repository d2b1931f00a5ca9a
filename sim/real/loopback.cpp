#include "sim/real/loopback.hpp"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include <cctype>
#include <cerrno>

#include "adapters/asio/socket_address.hpp"
#include "adapters/asio/sockets.hpp"
#include "sim/play/cluster.hpp"
#include "sim/real/link_state.hpp"

namespace parley::sim::real {
namespace {

using adapters::FileDescriptor;

constexpr std::string_view kHere = "127.";
constexpr std::string_view kThere = "10.";

void replace_all(std::string& text, std::string_view what, std::string_view with) {
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size())) {
    text.replace(at, what.size(), with);
  }
}

/// Whether an address in dotted form begins here.
bool begins_address(std::string_view text, std::size_t at) {
  if (at > 0 && std::isdigit(static_cast<unsigned char>(text[at - 1])) != 0) return false;
  if (at > 0 && text[at - 1] == '.') return false;
  const std::size_t end = text.find_first_not_of("0123456789.", at);
  const auto address = text.substr(at, end == std::string_view::npos ? end : end - at);
  return IpAddress::parse(address.substr(0, address.find_last_not_of('.') + 1)).has_value();
}

/// As the simulated world counts them: 250 nodes to a /24.
std::uint32_t host_number(std::size_t index) {
  return static_cast<std::uint32_t>(index / 250 * 256 + index % 250 + 1);
}

FileDescriptor open_from(const IpAddress& source, int type) {
  FileDescriptor socket(::socket(AF_INET, type | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
  const auto local = adapters::to_socket_address({source, 0}, AF_INET);
  if (!socket || ::bind(socket.number(), local->get(), local->length) != 0) return {};
  return socket;
}

bool are_free(const IpAddress& host, const Ports& ports) {
  return adapters::open_listening_socket({host, ports.tcp}) && adapters::open_udp_socket({host, ports.udp});
}

}  // namespace

IpAddress loopback_address(std::size_t index) { return IpAddress::v4(0x7f000000U + host_number(index)); }

IpAddress simulated_address(std::size_t index) { return IpAddress::v4(0x0a000000U + host_number(index)); }

std::string as_simulated(std::string text, const HostPort& registry) {
  replace_all(text, registry.to_string(), scenario::kRegistryAddress);
  for (std::size_t at = text.find(kHere); at != std::string::npos; at = text.find(kHere, at + 1)) {
    if (begins_address(text, at)) text.replace(at, kHere.size(), kThere);
  }
  return text;
}

FileDescriptor start_connecting_from(const IpAddress& source, const Endpoint& remote) {
  FileDescriptor socket = open_from(source, SOCK_STREAM);
  if (!socket) return socket;
  const int on = 1;
  ::setsockopt(socket.number(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  const auto address = adapters::to_socket_address(remote, AF_INET);
  const bool begun = ::connect(socket.number(), address->get(), address->length) == 0 || errno == EINPROGRESS;
  return begun ? std::move(socket) : FileDescriptor();
}

/// Below the ports that the system gives to connections, so that nobody takes them while a registry is
/// down.
Ports find_free_ports(const IpAddress& host) {
  constexpr Ports kUsual{15600, 15500};
  constexpr std::uint16_t kFirst = 16000;
  constexpr std::uint16_t kCount = 8000;
  Ports ports = kUsual;
  for (int tries = 0; tries < 100 && !are_free(host, ports); ++tries) {
    const auto tcp = static_cast<std::uint16_t>(kFirst + 2 * (draw_below(kCount)));
    ports = {tcp, static_cast<std::uint16_t>(tcp + 1)};
  }
  return ports;
}

}  // namespace parley::sim::real
