#pragma once

#include <memory>
#include <string>

#include "apps/tape_flags.hpp"
#include "base/result.hpp"
#include "record/core_options.hpp"
#include "record/recorder.hpp"

namespace parley {
class LogSink;
}
namespace parley::adapters {
class TapeFile;
}

namespace parley::apps {

/// The tape of this program. Where it ends early a warning goes to the log; where the program fails a check
/// or crashes, its last turn is written. One at a time.
class Tape {
 public:
  /// nullptr where the flags ask for none. `program`: its name and version. The log outlives the tape.
  static Result<std::unique_ptr<Tape>> begin(const TapeFlags& flags, const std::string& program,
                                             const record::CoreOptions& options, LogSink& log);
  ~Tape();
  Tape(const Tape&) = delete;
  Tape& operator=(const Tape&) = delete;

  tape::EntrySink& sink();
  /// For the recorder that fills it.
  const record::RecorderOptions& recorder_options() const { return recorder_options_; }

  /// The program has ended in order.
  void finish();

 private:
  Tape(std::unique_ptr<adapters::TapeFile> file, const TapeFlags& flags);

  std::unique_ptr<adapters::TapeFile> file_;
  record::RecorderOptions recorder_options_;
};

}  // namespace parley::apps
