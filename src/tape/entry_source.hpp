#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "tape/entry.hpp"

namespace parley::tape {

/// Gives a tape's entries one after another.
class EntrySource {
 public:
  virtual ~EntrySource() = default;

  /// The next entry; its text lives until the next call. False behind the last one, which is a kEnd where
  /// the tape was closed in order. An error (kCorrupt, kTooNew; it says where) where no more can be read: the
  /// entries before it are good, and every further call gives the same error.
  virtual Result<bool> next(Entry& entry) = 0;
};

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
  void fetch() {
    const auto more = source_.next(entry_);
    if (!more) failure_ = more.error();
    fresh_ = more && *more;
    over_ = !fresh_;
  }

  EntrySource& source_;
  Entry entry_;
  bool fresh_ = false;  ///< entry_ is the next one.
  bool over_ = false;
  std::uint64_t taken_ = 0;
  std::optional<Error> failure_;
};

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

}  // namespace parley::tape
