#include "base/endpoint.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <span>
#include <utility>

namespace parley {
namespace {

constexpr IpAddress::Octets kV4Prefix = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};

Error malformed(std::string message) { return {ErrorCode::kMalformed, std::move(message)}; }

/// Host and port text of `HOST:PORT` or `[V6]:PORT`; the port is empty where there is none.
std::pair<std::string_view, std::string_view> split_host(std::string_view text) {
  if (text.starts_with('[')) {
    const auto close = text.find(']');
    if (close == text.npos) return {};
    const auto rest = text.substr(close + 1);
    if (!rest.empty() && !rest.starts_with(':')) return {};
    return {text.substr(1, close - 1), rest.empty() ? rest : rest.substr(1)};
  }
  const auto colon = text.find(':');
  if (colon == text.npos || text.find(':', colon + 1) != text.npos) return {text, {}};
  return {text.substr(0, colon), text.substr(colon + 1)};
}

/// Whether the text may name a host. With a colon in it, it is an IPv6 address, perhaps with a zone.
bool is_host(std::string_view text) {
  const auto is_odd = [](char c) {
    return static_cast<unsigned char>(c) <= ' ' || c == '\x7F' || c == '[' || c == ']';
  };
  if (text.empty() || std::any_of(text.begin(), text.end(), is_odd)) return false;
  return text.find(':') == text.npos || IpAddress::parse(text.substr(0, text.find('%'))).has_value();
}

void append_number(std::string& text, unsigned number) {
  std::array<char, 10> digits{};
  text.append(digits.data(), std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr);
}

/// An IPv4 address in numbers. Each search is answered with one, so it must be quick.
std::string quad(std::span<const std::uint8_t, 4> octets) {
  std::string text;
  for (const auto octet : octets) {
    if (!text.empty()) text += '.';
    append_number(text, octet);
  }
  return text;
}

}  // namespace

Result<IpAddress> IpAddress::parse(std::string_view text) {
  const std::string terminated(text.substr(0, text.find('\0')));
  if (terminated.size() != text.size()) return malformed("an IP address holds no NUL");
  in_addr v4_address{};
  if (inet_pton(AF_INET, terminated.c_str(), &v4_address) == 1) return v4(ntohl(v4_address.s_addr));
  Octets octets{};
  if (inet_pton(AF_INET6, terminated.c_str(), octets.data()) == 1) return IpAddress(octets);
  return malformed("'" + terminated + "' is no IP address; write one like 192.0.2.1 or 2001:db8::1");
}

bool IpAddress::is_v4() const {
  return std::equal(kV4Prefix.begin(), kV4Prefix.begin() + 12, octets_.begin());
}

std::uint32_t IpAddress::to_v4() const {
  return (std::uint32_t{octets_[12]} << 24) | (std::uint32_t{octets_[13]} << 16) |
         (std::uint32_t{octets_[14]} << 8) | std::uint32_t{octets_[15]};
}

std::string IpAddress::to_string() const {
  if (is_v4()) return quad(std::span(octets_).last<4>());
  std::array<char, INET6_ADDRSTRLEN> text{};
  inet_ntop(AF_INET6, octets_.data(), text.data(), text.size());
  return text.data();
}

Result<Endpoint> Endpoint::parse(std::string_view text) {
  const auto [host, port_text] = split_host(text);
  auto address = IpAddress::parse(host);
  if (!address) return address.error();
  auto port = parse_port(port_text);
  if (!port) return port.error();
  return Endpoint{*address, *port};
}

std::string Endpoint::to_string() const {
  auto text = address.to_string();
  if (!address.is_v4()) text = "[" + text + "]";
  text += ':';
  append_number(text, port);
  return text;
}

Result<HostPort> HostPort::parse(std::string_view text, std::uint16_t default_port) {
  const auto [host, port_text] = split_host(text);
  if (!is_host(host)) {
    return malformed("'" + std::string(text) + "' names no host; write HOST or HOST:PORT");
  }
  if (port_text.empty()) {
    if (text.ends_with(':')) return malformed("the port after ':' is missing in '" + std::string(text) + "'");
    return HostPort{std::string(host), default_port};
  }
  auto port = parse_port(port_text);
  if (!port) return port.error();
  return HostPort{std::string(host), *port};
}

std::string HostPort::to_string() const {
  const bool v6 = host.find(':') != host.npos;
  return (v6 ? "[" + host + "]" : host) + ":" + std::to_string(port);
}

Result<std::uint16_t> parse_port(std::string_view text) {
  unsigned value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || value == 0 || value > 65535) {
    return malformed("'" + std::string(text) + "' is no port; write a number from 1 to 65535");
  }
  return static_cast<std::uint16_t>(value);
}

}  // namespace parley
