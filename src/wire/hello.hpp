#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/limits.hpp"
#include "base/result.hpp"
#include "base/time.hpp"

namespace parley::wire {

/// What the registry tells a v2 client in the details of its HELLO answer, as `key=value` words. A word
/// that a reader does not know is skipped, and one that is missing leaves the default, so that either
/// side may be newer than the other.
struct HelloDetails {
  Duration keep_alive_interval = limits::kKeepAliveInterval;  ///< Whole milliseconds, as the next.
  Duration keep_alive_timeout = limits::kKeepAliveTimeout;
  std::size_t line_bytes = limits::kV2LineBytes;
  std::uint16_t udp_port = 15500;  ///< Where the registry takes keep-alives.
  bool operator==(const HelloDetails&) const = default;
};

/// `versions=1,2 keep-alive-ms=1000 timeout-ms=3000 line-bytes=65536 udp-port=15500`
std::string encode_hello(const HelloDetails& hello);

/// Error kMalformed where a known key has no number, or one out of range (0, or over an hour of time,
/// 16 MiB of line or 65535 of port).
Result<HelloDetails> decode_hello(std::string_view details);

}  // namespace parley::wire
