#pragma once

#include <cstdint>
#include <filesystem>
#include <iosfwd>
#include <memory>
#include <string>

#include "base/result.hpp"
#include "tape/entry_source.hpp"
#include "tape/tape_header.hpp"

namespace parley::tape {

/// Reads a tape a block at a time, in bounded memory, however long it is and whatever its bytes are. What it
/// gives out was written so: each block's checksum is right, and each entry has the form of its kind.
///
/// The end. A tape that was closed in order gives a kEnd, then false. One whose program was killed ends
/// behind a whole block: false, and no kEnd before it (was_cut() says so too); all that it gave is good. One
/// that is broken, or ends within a block, gives the entries before that and then an error, kCorrupt: it says
/// in which block, at which byte, and up to which time and entry the tape is good. A later version's tape is
/// kTooNew, a file that is no tape kMalformed, one that cannot be read kUnavailable.
class TapeReader final : public EntrySource {
 public:
  /// Reads the header at once.
  static Result<std::unique_ptr<TapeReader>> open(const std::filesystem::path& path);
  /// The same of any bytes; `name` is what messages call them.
  static Result<std::unique_ptr<TapeReader>> read(std::unique_ptr<std::istream> bytes,
                                                  const std::string& name = "the tape");
  ~TapeReader() override;

  const TapeHeader& header() const;
  Result<bool> next(Entry& entry) override;

  bool was_cut() const;              ///< next() has given false, and there was no kEnd.
  std::uint64_t entries() const;     ///< Given so far.
  std::uint64_t bytes_read() const;  ///< Of the blocks opened so far.

 private:
  class State;
  explicit TapeReader(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

/// Only the header.
Result<TapeHeader> read_tape_header(const std::filesystem::path& path);

}  // namespace parley::tape
