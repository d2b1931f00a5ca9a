#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "tape/entry.hpp"
#include "tape/tape_format.hpp"
#include "tape/tape_header.hpp"

namespace parley::tape {

/// Takes the pieces of a tape.
class BlockSink {
 public:
  /// The next bytes of the tape: first the header, then a block at a time. False where there is no room for
  /// them: the tape ends there.
  virtual bool offer(std::string bytes) = 0;

 protected:
  ~BlockSink() = default;
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
  ~TapeWriter();
  TapeWriter(const TapeWriter&) = delete;
  TapeWriter& operator=(const TapeWriter&) = delete;

  /// Entries after the end, and a kEnd among them, are left out: the end is finish()'s to write.
  void add(const Entry& entry) override;
  void seal();  ///< What was added goes to the sink.

  /// Writes what was added and the kEnd, at the time of the last entry. Once; `words`: the cause, in words.
  void finish(TapeEndCause cause, std::string_view words = {});

  /// Whether nothing more is taken: finished, at its limit, or the sink had no room.
  bool ended() const;
  std::uint64_t bytes() const;  ///< Of the tape so far, without what is not sealed.

 private:
  class State;
  std::unique_ptr<State> state_;
};

}  // namespace parley::tape
