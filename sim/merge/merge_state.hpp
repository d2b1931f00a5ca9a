#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "sim/merge/clock.hpp"
#include "sim/merge/tape_index.hpp"
#include "sim/merge/tapes.hpp"

namespace parley::sim::merge {

/// What is sent and received between the tapes, found by either end.
class MessageLinks {
 public:
  explicit MessageLinks(std::size_t tapes) : sides_(2 * tapes) {}

  /// In any order; finish() follows once.
  void add(const Match& sent, const Match& received);
  void finish();

  std::optional<Match> source_of(const EntryId& received) const;
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

/// A tape, and the id of a stream there.
using StreamKey = std::pair<std::size_t, std::uint64_t>;

/// The other end of a stream.
struct FarEnd {
  std::size_t node = 0;
  std::optional<StreamKey> stream;  ///< Where that is on a tape.
};

/// What is kept of the tapes once they are loaded: no entries, but what is at their other ends.
struct MergeState {
  std::vector<TapeFile> files;
  std::vector<Tape> tapes;
  std::vector<Node> nodes;
  std::vector<Clock> clocks;
  std::map<StreamKey, FarEnd> far_ends;
  std::vector<std::optional<std::size_t>> registry_of;  ///< Of each person's tape.
  std::map<std::string, std::size_t> people;            ///< By names in lower case.
  std::vector<std::vector<Membership>> memberships;     ///< Of each tape, in common time.
  MessageLinks links{0};
  std::vector<std::string> remarks;
};

}  // namespace parley::sim::merge
