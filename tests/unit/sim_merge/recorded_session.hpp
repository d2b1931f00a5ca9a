#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "sim/merge/merged_tapes.hpp"
#include "sim/programs/tapes.hpp"
#include "sim/world/trace.hpp"

namespace parley::sim::merge {

/// A scenario that was played, its tapes, and what truly happened.
class RecordedSession {
 public:
  explicit RecordedSession(std::string_view scenario, std::uint64_t seed = 1,
                           const record::RecorderOptions& options = {});

  /// A message as the world saw it.
  struct Delivery {
    std::string from;
    Instant sent;
    Instant at;
    std::string bytes;
  };
  /// What reached a node, in order.
  const std::vector<Delivery>& deliveries(const std::string& node) const { return deliveries_.at(node); }

  /// How a tape is put before the session.
  struct Distortion {
    Duration ahead{};  ///< Of its clock.
    std::int64_t drift_ppm = 0;
    std::uint64_t entries = ~std::uint64_t{0};  ///< It breaks off behind so many.
    std::int64_t recorded_at = 0;
  };
  TapeFile tape(const std::string& name, std::size_t start = 1) const {
    return tape(name, start, Distortion{});
  }
  TapeFile tape(const std::string& name, std::size_t start, const Distortion& distortion) const;

  /// All of them, their clocks hours apart, and each going wrong by a few times `drift_ppm`. With a calendar
  /// each says truly when it was begun, to the millisecond.
  std::vector<TapeFile> all_skewed(std::int64_t drift_ppm = 0, bool with_wall_clock = false) const;

  /// Whether a clock of one of the node's tapes given out showed `own` at a moment of the world.
  bool has_tape(const std::string& node) const { return distortions_.contains(node); }
  bool may_show(const std::string& node, Instant own, Instant world) const;

 private:
  MemoryTapes tapes_;
  mutable std::map<std::string, std::vector<Distortion>> distortions_;
  std::map<std::string, std::vector<Delivery>> deliveries_;
};

/// A tape with just these entries.
TapeFile tape_of(const std::string& name, tape::CoreKind core, std::vector<tape::Entry> entries);

/// What a session says of what reached one node, in order.
struct Restored {
  std::string from;  ///< Empty: not known.
  bool is_matched = false;
  Instant own_sent{};  ///< By the sender's own clock, where it is matched.
  Instant sent{};      ///< By the common clock.
  Instant at{};
  std::string text;
};
std::map<std::string, std::vector<Restored>> restored(const MergedTapes& session);

}  // namespace parley::sim::merge
