#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"
#include "sim/merge/tapes.hpp"

namespace parley::sim::merge {

struct MergeState;

/// Several tapes of one session put together, from their entries alone: who each is of, which message
/// received is which one sent, and one clock for all, on which no message arrives before it was sent
/// (docs/aligning.md). Any part of the session's nodes will do. The common clock's zero is the first entry.
class MergedTapes {
 public:
  /// Reads the tapes. An error where one cannot be opened, or none is given; one that breaks off is taken
  /// up to there.
  static Result<MergedTapes> load(std::span<const std::string> paths);
  static Result<MergedTapes> load(std::vector<TapeFile> tapes);
  MergedTapes(MergedTapes&&) noexcept;
  MergedTapes& operator=(MergedTapes&&) noexcept;
  ~MergedTapes();

  const std::vector<Node>& nodes() const;  ///< The registries first, then people in the order of time.
  const std::vector<Tape>& tapes() const;  ///< In the order in which they were given.

  /// What a reader of the page should know: clocks that contradict, tapes that share nothing, limits met.
  const std::vector<std::string>& remarks() const;

  /// All entries in common time, up to and with `until`; of one tape in its order. Reads the tapes again,
  /// an entry of each at a time. The visitor says whether to go on.
  using Visitor = std::function<bool(const MergedEntry&)>;
  Result<void> visit(const Visitor& visitor, std::optional<Instant> until = std::nullopt) const;

  const MergeState& state() const { return *state_; }

 private:
  explicit MergedTapes(std::unique_ptr<MergeState> state);
  std::unique_ptr<MergeState> state_;
};

}  // namespace parley::sim::merge
