#pragma once

#include <cstdint>
#include <istream>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "tape/block.hpp"
#include "tape/block_decompressor.hpp"
#include "tape/tape_header.hpp"

namespace parley::tape {

/// Reads a tape's blocks, one at a time: what it gives is as it was written.
class BlockReader {
 public:
  explicit BlockReader(std::unique_ptr<std::istream> bytes) : bytes_(std::move(bytes)) {}

  /// The beginning of the tape; called first.
  Result<TapeHeader> header();

  /// The next block; false at the end of the file. The bytes live until the next call.
  Result<bool> next(BlockHead& head, std::string_view& entries);

  std::uint16_t version() const { return version_; }    ///< Of the tape's format.
  std::uint64_t block_at() const { return block_at_; }  ///< The byte at which the block begins.
  std::uint64_t offset() const { return offset_; }      ///< The bytes read.
  std::uint32_t index() const { return next_index_; }   ///< Of the block that comes next, or that failed.

 private:
  Result<void> magic();
  Result<bool> read_block(BlockHead& head, std::string_view& payload);
  std::size_t fill(char* to, std::size_t count);
  Error cut_or_unreadable() const;

  std::unique_ptr<std::istream> bytes_;
  BlockDecompressor decompressor_;
  std::string payload_;
  std::uint64_t offset_ = 0;
  std::uint64_t block_at_ = 0;
  std::uint32_t next_index_ = 0;
  std::uint16_t version_ = 0;
};

}  // namespace parley::tape
