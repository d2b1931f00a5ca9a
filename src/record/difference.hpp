#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "record/entry.hpp"

namespace parley::record {

/// An entry that owns its text.
class OwnedEntry {
 public:
  OwnedEntry() = default;
  explicit OwnedEntry(const Entry& entry) { keep(entry); }

  /// In the memory of the one kept before.
  void keep(const Entry& entry) {
    entry_ = entry;
    entry_.text = {};
    text_.assign(entry.text);
  }

  EntryKind kind() const { return entry_.kind; }
  Instant at() const { return entry_.at; }
  std::string_view text() const { return text_; }

  /// Its text is this object's.
  Entry entry() const {
    Entry entry = entry_;
    entry.text = text_;
    return entry;
  }

 private:
  Entry entry_;
  std::string text_;
};

/// An entry and its place on the tape, from 1.
struct NumberedEntry {
  std::uint64_t number = 0;
  OwnedEntry entry;
};

/// Where a core parts from its tape: the first entry that is not what it was.
struct Difference {
  std::uint64_t number = 0;  ///< The tape's entry that is not met; or before which there is one too many.
  std::optional<OwnedEntry>
      then;  ///< What the tape has; nothing where the core did nothing more in this turn.
  std::optional<OwnedEntry> now;  ///< What the core does, its text uncut; nothing where it does nothing.
  NumberedEntry input;            ///< The turn's. An alarm that is off: what `then` or `now` is, too.
  std::vector<NumberedEntry> inputs_before;  ///< The last few before it, oldest first.
};

}  // namespace parley::record
