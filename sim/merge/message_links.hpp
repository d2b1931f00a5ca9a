#pragma once

#include <cstddef>
#include <span>
#include <utility>
#include <vector>

#include "sim/merge/merged_tapes.hpp"

namespace parley::sim::merge {

/// What is sent and received between the tapes, found by either end.
class MessageLinks {
 public:
  explicit MessageLinks(std::size_t tapes) : sides_(2 * tapes) {}

  /// In any order; finish() follows once.
  void add(const Match& sent, const Match& received);
  void finish();

  const Match* source_of(const EntryId& received) const;
  std::span<const Match> arrivals_of(const EntryId& sent) const;

 private:
  /// One tape's ends of one sort, by entry, each with its other end.
  struct Side {
    std::vector<std::uint64_t> entries;
    std::vector<Match> others;
    std::vector<std::pair<std::uint64_t, Match>> unsorted;
  };

  static std::span<const Match> others_of(const Side& side, std::uint64_t entry);

  std::vector<Side> sides_;  ///< Of each tape what it sent, then what it received.
};

}  // namespace parley::sim::merge
