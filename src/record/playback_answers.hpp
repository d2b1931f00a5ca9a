#pragma once

#include <optional>
#include <string>
#include <utility>

#include "base/result.hpp"
#include "record/comparator.hpp"

namespace parley::record {

/// The number of an entry as the outcome of a call.
struct CallOutcome {
  bool valid = false;  ///< False: no call ends so.
  bool yes = false;
  std::optional<Error> error;

  /// Of `entry`, whose text is the error's message. `may_be_yes`: kYes has a meaning for its kind.
  static CallOutcome of(const tape::Entry& entry, bool may_be_yes);

  Result<bool> truth() const { return error ? Result<bool>(*error) : Result<bool>(yes); }
};

/// The error of an entry that cannot be played; `why`: what is wrong with it.
Error impossible(std::string why);

/// The answers that ports give at once: the tape's next entry, where it is the one that fits. Where it is
/// not, the tape or the core has gone another way, and the port says something harmless: the comparison
/// ends the replay with this turn.
class PlaybackAnswers {
 public:
  explicit PlaybackAnswers(Comparator& comparator) : comparator_(comparator) {}

  const tape::Entry* next(tape::EntryKind kind) { return comparator_.upcoming(kind); }

  /// The next entry's outcome; a harmless one where it does not fit or is none.
  CallOutcome outcome(tape::EntryKind kind, bool may_be_yes);

  /// Remembers the first answer that no port gives.
  void report_violation(std::string why) {
    if (!violation_) violation_ = std::move(why);
  }
  const std::optional<std::string>& violation() const { return violation_; }

 private:
  Comparator& comparator_;
  std::optional<std::string> violation_;
};

}  // namespace parley::record
