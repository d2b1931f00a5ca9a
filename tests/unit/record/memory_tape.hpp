#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "tape/entry_source.hpp"
#include "tape/tape_header.hpp"

namespace parley::record {

/// A tape as a list that a test can look at and change.
class MemoryTape final : public tape::EntrySink {
 public:
  void add(const tape::Entry& entry) override { entries_.emplace_back(entry); }
  void finish(tape::TapeEndCause cause = tape::TapeEndCause::kFinished) {
    const Instant at = entries_.empty() ? Instant() : entries_.back().at();
    add({.kind = tape::EntryKind::kEnd, .at = at, .number = static_cast<std::int64_t>(cause)});
  }

  std::vector<tape::OwnedEntry>& entries() { return entries_; }
  const std::vector<tape::OwnedEntry>& entries() const { return entries_; }
  tape::TapeHeader& header() { return header_; }
  const tape::TapeHeader& header() const { return header_; }

  /// The place of the first entry of this kind whose text has `part`, from `from` on.
  std::size_t find(tape::EntryKind kind, std::string_view part = "", std::size_t from = 0) const {
    for (std::size_t i = from; i < entries_.size(); ++i) {
      if (entries_[i].kind() == kind && entries_[i].text().find(part) != std::string_view::npos) return i;
    }
    return entries_.size();
  }

  /// Puts another entry in its place.
  void change(std::size_t place, const std::function<void(tape::Entry&)>& how) {
    tape::Entry entry = entries_.at(place).entry();
    how(entry);
    entries_[place] = tape::OwnedEntry(entry);
  }
  void erase(std::size_t place) { entries_.erase(entries_.begin() + static_cast<std::ptrdiff_t>(place)); }
  void insert(std::size_t place, const tape::Entry& entry) {
    entries_.insert(entries_.begin() + static_cast<std::ptrdiff_t>(place), tape::OwnedEntry(entry));
  }

 private:
  tape::TapeHeader header_;
  std::vector<tape::OwnedEntry> entries_;
};

/// Reads one. Each text lives until the next call, and no longer.
class MemorySource final : public tape::EntrySource {
 public:
  explicit MemorySource(const MemoryTape& tape, std::optional<Error> at_end = std::nullopt)
      : tape_(tape), at_end_(std::move(at_end)) {}

  Result<bool> next(tape::Entry& entry) override {
    if (next_ == tape_.entries().size()) {
      if (at_end_) return *at_end_;
      return false;
    }
    given_ = std::make_unique<tape::OwnedEntry>(tape_.entries()[next_++]);
    entry = given_->entry();
    return true;
  }

 private:
  const MemoryTape& tape_;
  std::optional<Error> at_end_;
  std::size_t next_ = 0;
  std::unique_ptr<tape::OwnedEntry> given_;
};

}  // namespace parley::record
