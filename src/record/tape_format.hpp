#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>

#include "base/time.hpp"

namespace parley::record {

/// The version of docs/tape.md that this program writes, and the last that it reads.
inline constexpr std::uint16_t kTapeVersion = 1;

/// An input's text, where its port promises no less: what is longer cannot be recorded.
inline constexpr std::size_t kMostTextBytes = 1024 * 1024;
/// A block before it is compressed: what is read needs no more memory than this, twice.
inline constexpr std::size_t kMostBlockBytes = 2 * 1024 * 1024;
/// The header and its block, at most: no tape is limited to less than this and the mark of its end.
inline constexpr std::size_t kLeastTapeBytes = 4 * 1024;
/// The block of a kEnd is never longer; so much is always kept free for it.
inline constexpr std::size_t kMostEndBytes = 512;

/// How a tape is written.
struct TapeLimits {
  std::uint64_t max_bytes =
      std::numeric_limits<std::uint64_t>::max();        ///< Of the file; kLeastTapeBytes or more.
  std::size_t block_bytes = std::size_t{64} * 1024;     ///< A block is closed once it is longer than that,
  Duration block_age = std::chrono::milliseconds(250);  ///< or its first entry is older than that.
};

}  // namespace parley::record
