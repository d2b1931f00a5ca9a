#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "tape/entry.hpp"
#include "tape/tape_header.hpp"
#include "tape/tape_reader.hpp"
#include "tape/tape_writer.hpp"

namespace parley::tape::test {

/// Entries with texts of their own.
class Entries {
 public:
  void add(Entry entry) {
    texts_.emplace_back(entry.text);
    entry.text = texts_.back();
    list_.push_back(entry);
  }
  const std::vector<Entry>& list() const { return list_; }

 private:
  std::deque<std::string> texts_;
  std::vector<Entry> list_;
};

/// What a reader gives.
struct Reading {
  Entries entries;
  std::string refused;  ///< The message where it was refused at once.
  std::string error;    ///< The message where it broke off.
  ErrorCode code{};     ///< Of either.
  bool cut = false;
  TapeHeader header;
};
Reading read_all(const std::string& bytes);

/// An entry of the kind, with all that it holds at its least, or at its most.
Entry least_entry(EntryKind kind);
Entry most_entry(EntryKind kind, std::string& text);

/// All kinds but kEnd, each at its least, at its most and in between, their times rising.
Entries all_sorts();

/// A few entries of a registry's first seconds.
Entries few();

TapeHeader registry_header();

std::string tape_of(const TapeHeader& header, const Entries& entries, const TapeLimits& limits = {});

}  // namespace parley::tape::test
