#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>

#include "adapters/system/file.hpp"
#include "adapters/system/tape_queue.hpp"
#include "tape/tape_writer.hpp"

namespace parley::adapters {

/// The file under a tape: pieces one behind another, and at last an end for which space was always set
/// aside. All but its making may be done by a signal handler.
class TapeDisk {
 public:
  /// `most`: no more is ever set aside than up to there.
  TapeDisk(FileDescriptor file, std::uint64_t most);

  /// Writes `head` and `body` behind the last piece; 0, or the errno of what failed: the piece is not on the
  /// tape then, and an end still has room.
  int put(std::string_view head, std::string_view body);

  /// Writes the tape's end behind the last piece that was put, cuts off what is behind it and gives back the
  /// space that was set aside. Where that fails the tape ends behind the last piece.
  bool put_end(std::string_view end);

  std::uint64_t bytes() const { return bytes_; }  ///< Of the pieces.

 private:
  int set_aside(std::uint64_t end);
  int write_all(std::string_view bytes) const;

  FileDescriptor file_;
  std::uint64_t most_;
  std::uint64_t bytes_ = 0;
  std::uint64_t set_aside_ = 0;
  bool can_set_aside_ = true;  ///< Not every file system can, and no pipe.
  bool can_seek_;
};

/// Takes blocks from the queue, compresses and writes them, and at last the tape's end: the work of a
/// tape's thread. Decides that a tape ends early: at its limit, or where the disk takes no more.
class TapeWriterThread {
 public:
  /// `name`: what messages call the tape; its beginning is on the disk.
  TapeWriterThread(TapeQueue& queue, TapeDisk disk, std::uint64_t most_bytes, std::string name);

  void run();  ///< Until all is done.

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
