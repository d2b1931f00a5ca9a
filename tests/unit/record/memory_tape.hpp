#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "record/difference.hpp"
#include "record/entry_source.hpp"
#include "record/tape_header.hpp"

namespace parley::record {

/// A tape as a list that a test can look at and change.
class MemoryTape final : public EntrySink {
 public:
  void add(const Entry& entry) override { entries_.emplace_back(entry); }
  void finish(TapeEndCause cause = TapeEndCause::kFinished) {
    const Instant at = entries_.empty() ? Instant() : entries_.back().at();
    add({.kind = EntryKind::kEnd, .at = at, .number = static_cast<std::int64_t>(cause)});
  }

  std::vector<OwnedEntry>& entries() { return entries_; }
  const std::vector<OwnedEntry>& entries() const { return entries_; }
  TapeHeader& header() { return header_; }
  const TapeHeader& header() const { return header_; }

  /// The place of the first entry of this kind whose text has `part`, from `from` on.
  std::size_t find(EntryKind kind, std::string_view part = "", std::size_t from = 0) const {
    for (std::size_t i = from; i < entries_.size(); ++i) {
      if (entries_[i].kind() == kind && entries_[i].text().find(part) != std::string_view::npos) return i;
    }
    return entries_.size();
  }

  /// Puts another entry in its place.
  void change(std::size_t place, const std::function<void(Entry&)>& how) {
    Entry entry = entries_.at(place).entry();
    how(entry);
    entries_[place] = OwnedEntry(entry);
  }
  void erase(std::size_t place) { entries_.erase(entries_.begin() + static_cast<std::ptrdiff_t>(place)); }
  void insert(std::size_t place, const Entry& entry) {
    entries_.insert(entries_.begin() + static_cast<std::ptrdiff_t>(place), OwnedEntry(entry));
  }

 private:
  TapeHeader header_;
  std::vector<OwnedEntry> entries_;
};

/// Reads one. Each text lives until the next call, and no longer.
class MemorySource final : public EntrySource {
 public:
  explicit MemorySource(const MemoryTape& tape, std::optional<Error> at_end = std::nullopt)
      : tape_(tape), at_end_(std::move(at_end)) {}

  Result<bool> next(Entry& entry) override {
    if (next_ == tape_.entries().size()) {
      if (at_end_) return *at_end_;
      return false;
    }
    given_ = std::make_unique<OwnedEntry>(tape_.entries()[next_++]);
    entry = given_->entry();
    return true;
  }

 private:
  const MemoryTape& tape_;
  std::optional<Error> at_end_;
  std::size_t next_ = 0;
  std::unique_ptr<OwnedEntry> given_;
};

}  // namespace parley::record
