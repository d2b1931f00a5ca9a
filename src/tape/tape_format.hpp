#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <limits>

#include "base/time.hpp"

namespace parley::tape {

/// The version of docs/tape.md that this program writes, and the last that it reads.
inline constexpr std::uint16_t kTapeVersion = 2;

/// A text whose port promises no less. A longer one cannot be recorded.
inline constexpr std::size_t kMaxTextBytes = std::size_t{1024} * 1024;
/// A block before it is compressed: to read a tape takes memory for two of them and zstd's window.
inline constexpr std::size_t kMaxBlockBytes = std::size_t{2} * 1024 * 1024;
/// How far back a block may refer to the entries before it, as a power of two.
inline constexpr int kWindowBits = 20;
/// The block of a kEnd, and the words in it.
inline constexpr std::size_t kMaxEndBytes = 512;
inline constexpr std::size_t kMaxEndTextBytes = 384;
/// All that stands before the first block of entries.
inline constexpr std::size_t kMaxHeaderBytes = std::size_t{3} * 1024;
/// No tape has a lower limit: header and end fit.
inline constexpr std::size_t kMinTapeBytes = std::size_t{4} * 1024;

/// How a tape is written.
struct TapeLimits {
  std::uint64_t max_bytes =
      std::numeric_limits<std::uint64_t>::max();        ///< Of the file; kMinTapeBytes or more.
  std::size_t block_bytes = std::size_t{64} * 1024;     ///< A block is closed once it is longer than that,
  Duration block_age = std::chrono::milliseconds(250);  ///< or its first entry is older than that.
};

}  // namespace parley::tape
