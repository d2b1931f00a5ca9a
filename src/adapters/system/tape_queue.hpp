#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "adapters/system/file.hpp"
#include "tape/block.hpp"
#include "tape/tape_format.hpp"

namespace parley::adapters {

/// What lies between the program's thread, which adds entries, and the tape's thread, which takes blocks.
/// Each holds the lock for no longer than it takes to copy an entry or a block.
class TapeQueue {
 public:
  TapeQueue(FileDescriptor wake, const tape::TapeLimits& limits, std::size_t most_bytes);

  // Of the program's thread.
  void add(const tape::Entry& entry);
  void finish(tape::TapeEndCause cause, std::string_view words);  ///< What was added goes before the end.
  void abandon();  ///< What was not sealed is left out, and no end is written.
  bool is_closed() const { return closed_.load(std::memory_order_acquire); }

  // Of the tape's thread.
  struct End {
    tape::TapeEndCause cause{};
    std::string words;
  };
  /// Waits for the next thing to do: a block to write, or behind the last one the tape's end. Neither: no
  /// more is to be done. A block is taken at the latest when its first entry is block_age old.
  struct Work {
    std::optional<tape::RawBlock> block;
    std::optional<End> end;
  };
  Work wait();
  void close();                ///< Nothing more is taken.
  std::uint64_t lost() const;  ///< Entries that came and are not taken any more, so far.

  // Of a signal handler; the tape's thread may be the one that it interrupts.
  void abort();  ///< The thread is to write what is sealed, and to take nothing more.
  bool is_drained() const { return drained_.load(std::memory_order_acquire); }
  const tape::BlockBuilder& open_block() const { return builder_; }  ///< Only once it is drained.

 private:
  void seal();
  void wake() const;
  std::optional<Work> take();
  int rest_of_age();  ///< In milliseconds; -1 where nothing grows old.

  FileDescriptor wake_;
  const Duration block_age_;
  const std::size_t most_bytes_;
  mutable std::mutex mutex_;
  tape::BlockBuilder builder_;
  std::deque<tape::RawBlock> blocks_;
  std::size_t bytes_ = 0;     ///< Of the blocks.
  std::uint64_t sealed_ = 0;  ///< Blocks, ever.
  std::uint64_t lost_ = 0;
  std::optional<End> end_;  ///< Comes behind the blocks.
  bool abandoned_ = false;
  std::uint64_t watched_ = 0;  ///< The open block, by those sealed before it, whose age is watched,
  std::int64_t deadline_ = 0;  ///< and when it is to be sealed, on the system's steady clock.
  std::atomic<bool> closed_ = false;
  std::atomic<bool> aborted_ = false;
  std::atomic<bool> drained_ = false;
};

}  // namespace parley::adapters
