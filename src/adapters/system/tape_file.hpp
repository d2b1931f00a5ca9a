#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "adapters/system/file.hpp"
#include "base/result.hpp"
#include "tape/entry.hpp"
#include "tape/tape_format.hpp"
#include "tape/tape_header.hpp"

namespace parley::adapters {

struct TapeFileOptions {
  tape::TapeLimits limits;
  std::size_t queue_bytes = std::size_t{16} * 1024 * 1024;  ///< Not yet compressed and written, at most.
  /// How long finish() waits for the disk, and a program that is about to abort.
  std::chrono::milliseconds patience = std::chrono::seconds(5);
  /// Told once, in a call of add() or finish(), where the tape ends before finish(): a sentence for the log.
  std::function<void(const std::string& why)> on_early_end;
};

/// The tape of this program, in a file. add() copies the entry into memory and never waits for the disk: a
/// thread compresses blocks and writes them, at the latest 250 ms after their first entry, so that a program
/// that is killed loses no more. Where the disk is full, broken or so slow that the queue fills up, the tape
/// ends there, with a kEnd kGap for which space was set aside before; at its limit, with a kEnd kLimit. The
/// program goes on in each case.
class TapeFile final : public tape::EntrySink {
 public:
  /// A new file that only its owner reads. Error kUnavailable where there is one of that name (nothing is
  /// ever overwritten) or the folder cannot be written, kMalformed where limits.max_bytes is too few.
  static Result<std::unique_ptr<TapeFile>> create(const std::filesystem::path& path,
                                                  const tape::TapeHeader& header, TapeFileOptions options);
  /// The same on an open file, which may be a pipe. `name` is what messages call it.
  static Result<std::unique_ptr<TapeFile>> write_to(FileDescriptor file, const std::string& name,
                                                    const tape::TapeHeader& header, TapeFileOptions options);
  ~TapeFile();  ///< Without finish(): as if the program had been killed now.
  TapeFile(const TapeFile&) = delete;
  TapeFile& operator=(const TapeFile&) = delete;

  void add(const tape::Entry& entry) override;

  /// Closes the tape, waiting for the disk as long as `patience`. Entries after it are left out.
  void finish(tape::TapeEndCause cause, std::string_view words = {});
  bool ended() const;  ///< Whether nothing more is taken.

  /// From a signal handler of a program that is about to abort: writes what was added, and a kEnd kFault.
  void write_last(std::string_view words) noexcept;

 private:
  class State;
  explicit TapeFile(std::shared_ptr<State> state);
  std::shared_ptr<State> state_;
};

/// From here on, a check that fails and any fault of this program (SIGABRT, SIGSEGV, SIGBUS, SIGFPE, SIGILL)
/// writes the tape's last turn before the program dies of it as it would have. Until the next call: nullptr
/// leaves the tape alone, and is due before the tape is destroyed.
void write_last_on_fault(TapeFile* tape);

}  // namespace parley::adapters
