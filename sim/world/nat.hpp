#pragma once

#include <compare>
#include <cstdint>
#include <map>
#include <optional>
#include <utility>

#include "base/time.hpp"
#include "sim/world/ids.hpp"

namespace parley::sim {

/// How a NAT maps and filters (RFC 3489, section 5). All but the last give a socket one public port, whoever
/// it sends to, and differ in what they let in by it.
enum class NatKind : std::uint8_t {
  kFullCone,        ///< Everybody.
  kRestricted,      ///< The addresses that the socket has sent to.
  kPortRestricted,  ///< The addresses and ports that it has sent to.
  kSymmetric,       ///< One public port for each address and port that it sends to, for that one alone.
};

/// One NAT's table for datagrams. An entry is made and kept by what goes out, and is gone once nothing has
/// for 30 seconds; its socket then gets another port.
class Nat {
 public:
  static constexpr Duration kTimeout = std::chrono::seconds(30);

  struct Remote {
    std::uint32_t address;
    std::uint16_t port;
    auto operator<=>(const Remote&) const = default;
  };
  struct Inside {
    NodeId node;
    std::uint16_t port;
    auto operator<=>(const Inside&) const = default;
  };

  Nat(NatKind kind, std::uint32_t address) : kind_(kind), address_(address) {}

  NatKind kind() const { return kind_; }
  std::uint32_t address() const { return address_; }  ///< The public one.

  /// The public port by which a datagram goes out; none where all are taken.
  std::optional<std::uint16_t> translate_out(const Inside& from, const Remote& to, Instant now);

  /// Whose a public port is.
  std::optional<Inside> behind(std::uint16_t port, Instant now) const;

  /// The same, where a datagram may come in.
  std::optional<Inside> translate_in(std::uint16_t port, const Remote& from, Instant now) const;

  void forget(NodeId node);
  std::uint16_t next_tcp_port();

 private:
  using Key = std::pair<Inside, Remote>;  ///< Which remote matters to a symmetric NAT alone.
  struct Mapping {
    Key key;
    Instant last_sent;
    std::map<Remote, Instant> permits;  ///< When it was last sent to.
  };

  static constexpr std::uint16_t kFirstPort = 20'000;
  static constexpr std::uint16_t kPorts = 40'000;

  static bool fresh(Instant last, Instant now) { return now - last < kTimeout; }
  Remote permit_for(const Remote& remote) const;
  std::optional<std::uint16_t> free_port(Instant now);
  void release(std::uint16_t port);
  const Mapping* mapping_at(std::uint16_t port, Instant now) const;

  NatKind kind_;
  std::uint32_t address_;
  std::map<Key, std::uint16_t> ports_;
  std::map<std::uint16_t, Mapping> mappings_;  ///< By public port. Old ones stay until the port is needed.
  std::uint16_t next_ = 0;
  std::uint16_t next_tcp_ = 0;
};

}  // namespace parley::sim
