#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace parley {

/// An IPv4 or IPv6 address. An IPv4 address is held in its IPv4-mapped form (RFC 4291, 2.5.5.2), so the
/// same host has one value whichever socket saw it.
class IpAddress {
 public:
  using Octets = std::array<std::uint8_t, 16>;

  constexpr IpAddress() = default;  ///< `::`, any address.
  constexpr explicit IpAddress(const Octets& octets) : octets_(octets) {}
  static constexpr IpAddress v4(std::uint32_t host_order) {
    return IpAddress({0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, static_cast<std::uint8_t>(host_order >> 24),
                      static_cast<std::uint8_t>(host_order >> 16), static_cast<std::uint8_t>(host_order >> 8),
                      static_cast<std::uint8_t>(host_order)});
  }

  /// Reads `192.0.2.1` or `2001:db8::1`.
  static Result<IpAddress> parse(std::string_view text);

  const Octets& octets() const { return octets_; }
  bool is_v4() const;
  std::uint32_t to_v4() const;  ///< Host byte order; only where is_v4().
  std::string to_string() const;

  auto operator<=>(const IpAddress&) const = default;

 private:
  Octets octets_{};
};

inline constexpr IpAddress kLoopback = IpAddress::v4(0x7f000001);

/// An address and a port.
struct Endpoint {
  IpAddress address;
  std::uint16_t port = 0;

  /// Reads `192.0.2.1:15600` or `[2001:db8::1]:15600`.
  static Result<Endpoint> parse(std::string_view text);
  std::string to_string() const;

  auto operator<=>(const Endpoint&) const = default;
};

/// A host by name or address, and a port; the name is looked up where a connection is made.
struct HostPort {
  std::string host;
  std::uint16_t port = 0;

  /// Reads `HOST`, `HOST:PORT` or `[V6]:PORT`; without a port it takes `default_port`.
  static Result<HostPort> parse(std::string_view text, std::uint16_t default_port);
  std::string to_string() const;

  bool operator==(const HostPort&) const = default;
};

/// Reads a port, 1-65535, in decimal.
Result<std::uint16_t> parse_port(std::string_view text);

}  // namespace parley
