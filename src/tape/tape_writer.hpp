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
#include "tape/tape_format.hpp"
#include "tape/tape_header.hpp"

namespace parley::tape {

/// What a tape begins with, up to its first block of entries. Errors as of encode_header().
Result<std::string> tape_beginning(const TapeHeader& header);

/// The end's words where nobody has better ones.
std::string_view default_reason(TapeEndCause cause);

/// The end of a tape: a block of its own that holds only the kEnd. Built without a heap or a lock, so that a
/// signal handler can.
class EndBlock {
 public:
  /// `words`: the cause, in words; cut where they are too long.
  EndBlock(std::uint32_t index, Instant at, TapeEndCause cause, std::string_view words);
  std::string_view bytes() const { return {bytes_.data(), length_}; }

 private:
  std::array<char, kMaxEndBytes> bytes_{};
  std::size_t length_ = 0;
};

/// Makes blocks of what was filled in, compressed. What repeats is found again in the last mebibyte of
/// entries, over the bounds of blocks: that is most of a tape, as it is of a peer's keep-alives.
class BlockCompressor {
 public:
  BlockCompressor();
  ~BlockCompressor();

  /// The bytes of the next block. If they are not put on the tape, no more compressed blocks can be.
  std::string compress(const RawBlock& block);

  std::uint32_t next_index() const { return next_index_; }
  void written() { ++next_index_; }  ///< What compress() gave is on the tape.

 private:
  struct Stream;
  std::unique_ptr<Stream> stream_;
  std::uint32_t next_index_ = 1;
};

/// Takes the pieces of a tape.
class BlockSink {
 public:
  virtual ~BlockSink() = default;

  /// The next bytes of the tape: first the header, then a block at a time. False where they could not be
  /// taken: the tape ends there.
  virtual bool offer(std::string bytes) = 0;
};

/// A tape in memory.
class TapeBytes final : public BlockSink {
 public:
  bool offer(std::string bytes) override;
  const std::string& bytes() const { return bytes_; }

 private:
  std::string bytes_;
};

/// Writes a tape, compressing it in the calls that fill it: for the simulator and for tests. A shipping
/// program's tape is adapters::TapeFile, which leaves that to a thread. Ended without finish(), the tape is
/// one of a program that was killed: sealed blocks are on it, and no kEnd.
class TapeWriter final : public EntrySink {
 public:
  TapeWriter(const TapeHeader& header, BlockSink& sink, const TapeLimits& limits = {});

  /// Entries after the end, and a kEnd among them, are left out: the end is finish()'s to write.
  void add(const Entry& entry) override;
  void seal();  ///< What was added goes to the sink.

  /// Writes what was added and the kEnd, at the time of the last entry. Once; `words`: the cause, in words.
  void finish(TapeEndCause cause, std::string_view words = {});

  /// Whether nothing more is taken: finished, at its limit, or the sink took no more.
  bool ended() const { return ended_; }
  std::uint64_t bytes() const { return bytes_; }  ///< Of the tape so far, without what is not sealed.

 private:
  void end(TapeEndCause cause, std::string_view words);
  void put(std::string bytes);

  BlockSink& sink_;
  TapeLimits limits_;
  BlockBuilder builder_;
  BlockCompressor compressor_;
  std::uint64_t bytes_ = 0;
  Instant last_{};  ///< Of the entries on the tape.
  bool ended_ = false;
};

}  // namespace parley::tape
