#pragma once

#include <cstdint>
#include <filesystem>
#include <istream>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "tape/block.hpp"
#include "tape/byte_codec.hpp"
#include "tape/entry_source.hpp"
#include "tape/old_questions.hpp"
#include "tape/tape_header.hpp"

namespace parley::tape {

/// Decompresses the payloads of a tape's blocks, in their order. Never gives more than a block says that it
/// holds, nor takes more memory than that and zstd's window, whatever the bytes are.
class BlockDecompressor {
 public:
  BlockDecompressor();
  ~BlockDecompressor();

  /// The entries in `payload`, valid until the next call. False where they are not what the head says.
  bool open(const BlockHead& head, std::string_view payload, std::string_view& entries);

 private:
  struct Stream;
  std::unique_ptr<Stream> stream_;
  std::string raw_;
};

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

/// Reads a tape a block at a time, in bounded memory, however long it is and whatever its bytes are. What it
/// gives out was written so: each block's checksum is right, and each entry has the form of its kind.
///
/// The end. A tape that was closed in order gives a kEnd, then false. One whose program was killed ends
/// behind a whole block: false, and no kEnd before it (was_cut() says so too); all that it gave is good. One
/// that is broken, or ends within a block, gives the entries before that and then an error, kCorrupt: it says
/// in which block, at which byte, and up to which time and entry the tape is good. A later version's tape is
/// kTooNew, a file that is not a tape kMalformed, one that cannot be read kUnavailable.
class TapeReader final : public EntrySource {
 public:
  /// Reads the header at once.
  static Result<std::unique_ptr<TapeReader>> open(const std::filesystem::path& path);
  /// The same of any bytes; `name` is what messages call them.
  static Result<std::unique_ptr<TapeReader>> read(std::unique_ptr<std::istream> bytes,
                                                  const std::string& name = "the tape");

  const TapeHeader& header() const { return header_; }
  Result<bool> next(Entry& entry) override;

  bool was_cut() const { return at_end_ && !end_seen_; }         ///< next() has given false, without a kEnd.
  std::uint64_t entries() const { return entries_; }             ///< Given so far.
  std::uint64_t bytes_read() const { return blocks_.offset(); }  ///< Of the blocks opened so far.

 private:
  TapeReader(std::unique_ptr<std::istream> bytes, std::string name)
      : name_(std::move(name)), blocks_(std::move(bytes)) {}
  Result<bool> next_block();
  Result<bool> next_entry(Entry& entry);
  bool decode(Entry& entry, std::string_view& why);
  Error broken(std::string_view why) { return stop(ErrorCode::kCorrupt, head_.index, why); }
  Error stop(ErrorCode code, std::uint32_t block, std::string_view why);

  std::string name_;
  BlockReader blocks_;
  TapeHeader header_;
  BlockHead head_;
  ByteReader bytes_{{}};
  OldQuestions old_questions_;
  std::uint32_t left_ = 0;  ///< Entries of the block that are yet to come.
  Instant first_{};
  Instant last_{};
  std::uint64_t entries_ = 0;
  bool end_seen_ = false;
  bool at_end_ = false;
  std::optional<Error> error_;
};

/// Only the header.
Result<TapeHeader> read_tape_header(const std::filesystem::path& path);

}  // namespace parley::tape
