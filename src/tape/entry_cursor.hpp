#pragma once

#include <cstdint>
#include <optional>

#include "tape/entry_source.hpp"

namespace parley::tape {

/// A place on a tape: the entry that comes next can be looked at before it is taken.
class EntryCursor {
 public:
  explicit EntryCursor(EntrySource& source) : source_(source) {}

  /// The next entry; its text lives until the first look after take(). Nothing at the end of the tape, or
  /// where it cannot be read any further: then failure() says why.
  const Entry* peek() {
    if (!fresh_ && !over_) fetch();
    return fresh_ ? &entry_ : nullptr;
  }

  /// Moves past the entry that peek() gave.
  void take() {
    fresh_ = false;
    ++taken_;
  }

  std::uint64_t taken() const { return taken_; }
  const std::optional<Error>& failure() const { return failure_; }

 private:
  void fetch();

  EntrySource& source_;
  Entry entry_;
  bool fresh_ = false;  ///< entry_ is the next one.
  bool over_ = false;
  std::uint64_t taken_ = 0;
  std::optional<Error> failure_;
};

}  // namespace parley::tape
