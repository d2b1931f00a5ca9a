#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "tape/entry.hpp"

namespace parley::tape {

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
