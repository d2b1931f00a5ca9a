#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>

#include "adapters/system/tape_disk.hpp"
#include "adapters/system/tape_queue.hpp"
#include "tape/block_compressor.hpp"

namespace parley::adapters {

/// Takes blocks from the queue, compresses and writes them, and at last the tape's end: the work of a
/// tape's thread. Decides that a tape ends early: at its limit, or where the disk takes no more.
class TapeWriterThread {
 public:
  /// `name`: what messages call the tape; its beginning is on the disk.
  TapeWriterThread(TapeQueue& queue, TapeDisk disk, std::uint64_t most_bytes, std::string name);

  void run();  ///< Until there is no more to do.

  /// False where run() has not returned by then.
  bool wait_for_end(std::chrono::milliseconds most);

  /// Writes the end of a tape that has ended early, where that could not be done then. Behind run().
  void try_end_again();

  /// Why the tape has ended early, for people; empty where it has not. Set before the queue is closed by it.
  std::string early_end() const;

  /// run() will do no more. For a signal handler.
  bool has_stopped() const { return has_stopped_.load(std::memory_order_acquire); }

  /// Writes the block that is open and a kEnd kFault, where the tape has no end yet. Of a signal handler,
  /// once that is so and the queue is drained.
  void write_last(std::string_view words);

 private:
  bool write(const tape::RawBlock& block);
  bool fits(std::size_t bytes) const;
  void end(const TapeQueue::End& end);
  void end_early(tape::TapeEndCause cause, const std::string& why, std::uint64_t lost);

  TapeQueue& queue_;
  TapeDisk disk_;
  const std::uint64_t most_bytes_;
  const std::string name_;
  tape::BlockCompressor compressor_;
  Instant last_{};  ///< Of the entries on the tape.
  std::uint64_t entries_ = 0;
  std::atomic<bool> has_end_ = false;
  std::atomic<bool> has_stopped_ = false;
  std::string unwritten_end_;
  mutable std::mutex mutex_;  ///< Of what follows.
  std::condition_variable changed_;
  bool done_ = false;
  std::string early_end_;
};

}  // namespace parley::adapters
