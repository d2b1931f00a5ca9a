#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "base/result.hpp"
#include "base/time.hpp"
#include "record/pseudonyms.hpp"
#include "tape/entry.hpp"

namespace parley {
class Clock;
}

namespace parley::record {

struct RecorderOptions;

/// What the recording ports of one node share: the sink, the time of the turn, the numbers of what comes to
/// be, and the stand-ins of secrets. Entries of one call after another are in the order in which they happen.
class EntryRecorder {
 public:
  EntryRecorder(tape::EntrySink& sink, const Clock& clock, const RecorderOptions& options);
  EntryRecorder(const EntryRecorder&) = delete;
  EntryRecorder& operator=(const EntryRecorder&) = delete;

  void input(tape::Entry entry);  ///< Begins the turn.
  void answer(tape::Entry entry);
  void output(
      tape::Entry entry);  ///< With its whole text, which is cut here unless whole_outputs are wanted.
  void end() { ended_ = true; }
  bool ended() const { return ended_; }

  bool keeps_text() const { return keeps_text_; }
  Pseudonyms& pseudonyms() { return pseudonyms_; }

  /// For texts that are put together or masked; empty. What it held before is gone.
  std::string& scratch();

  std::uint64_t next_stream() { return ++streams_; }
  std::uint64_t next_listener() { return ++listeners_; }
  std::uint64_t next_socket() { return ++sockets_; }
  std::uint64_t next_call() { return ++calls_; }

 private:
  tape::EntrySink& sink_;
  const Clock& clock_;
  const bool keeps_text_;
  const bool whole_outputs_;
  bool ended_ = false;
  Instant turn_{};
  Pseudonyms pseudonyms_;
  std::string scratch_;
  std::uint64_t streams_ = 0;
  std::uint64_t listeners_ = 0;
  std::uint64_t sockets_ = 0;
  std::uint64_t calls_ = 0;
};

/// Entry::number of an outcome; its text is message_of() the same.
template <class T>
std::int64_t outcome_of(const T& result, bool value = false) {
  if (!result) return tape::kFailed + static_cast<std::int64_t>(result.error().code);
  return value ? tape::kYes : tape::kNo;
}

/// A copy: error() of a Result gives one, too.
template <class T>
std::string message_of(const T& result) {
  return result ? std::string() : result.error().message;
}

}  // namespace parley::record
