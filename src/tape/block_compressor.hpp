#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "tape/block.hpp"
#include "tape/entry.hpp"
#include "tape/tape_header.hpp"

namespace parley::tape {

/// What a tape begins with, up to its first block of entries. Errors as of encode_header().
Result<std::string> tape_beginning(const TapeHeader& header);

/// The end of a tape: a block of its own that holds only the kEnd. Built without a heap or a lock, so that a
/// signal handler can.
class EndBlock {
 public:
  /// `words`: the cause, in words; cut where they are too long.
  EndBlock(std::uint32_t index, Instant at, TapeEndCause cause, std::string_view words);
  std::string_view bytes() const { return {bytes_.data(), length_}; }

 private:
  std::array<char, 512> bytes_{};
  std::size_t length_ = 0;
};

/// Makes blocks of what was filled in, compressed. What repeats is found again in the last mebibyte of
/// entries, over the bounds of blocks: that is most of a tape, as it is of a peer's keep-alives.
class BlockCompressor {
 public:
  BlockCompressor();
  ~BlockCompressor();

  /// The bytes of the next block. If they are not put on the tape, no more pressed blocks can be.
  std::string compress(const RawBlock& block);

  std::uint32_t next_index() const { return next_index_; }
  void written() { ++next_index_; }  ///< What compress() gave is on the tape.

 private:
  struct Stream;
  std::unique_ptr<Stream> stream_;
  std::uint32_t next_index_ = 1;
};

/// The end's words where nobody has better ones.
std::string_view default_reason(TapeEndCause cause);

}  // namespace parley::tape
