#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/endpoint.hpp"
#include "base/time.hpp"
#include "ports/stream.hpp"
#include "tape/entry_kind.hpp"

namespace parley::tape {

/// An output's text of more bytes is cut to so many; its size and digest stand for the rest.
inline constexpr std::size_t kOutputTextBytes = 256;

/// One thing that happened at a node's ports, in the order in which it did. Streams, listeners, sockets
/// and calls are numbered each from 1 in the order in which they came to be.
struct Entry {
  EntryKind kind{};
  Instant at{};  ///< The node's clock in this turn.
  std::uint64_t id = 0;
  std::int64_t number = 0;
  Endpoint endpoint{};
  ChannelId channel{};       ///< The connection's, where it was known (ports/stream.hpp).
  std::string_view text{};   ///< Lives until the next call of whoever gave it.
  std::uint64_t size = 0;    ///< Of an output: the bytes of its text before it was cut.
  std::uint64_t digest = 0;  ///< Of an output that was cut: XXH3 (64 bits) of its whole text. Else 0.

  bool operator==(const Entry&) const = default;
};

/// Takes what happens at the ports of a node.
class EntrySink {
 public:
  /// In the order in which it happens; of an input, before the core sees it. Never blocks, never fails.
  virtual void add(const Entry& entry) = 0;

 protected:
  ~EntrySink() = default;
};

}  // namespace parley::tape
