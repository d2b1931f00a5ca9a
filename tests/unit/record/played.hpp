#pragma once

#include <optional>
#include <utility>

#include "record/replay.hpp"
#include "tests/unit/record/memory_tape.hpp"

namespace parley::record {

/// A replay of a tape to its end.
class Played {
 public:
  explicit Played(const MemoryTape& tape, std::optional<Error> at_end = std::nullopt)
      : source_(tape, std::move(at_end)), replay_(tape.header(), source_) {
    replay_.run();
  }

  const Replay* operator->() const { return &replay_; }

 private:
  MemorySource source_;
  Replay replay_;
};

}  // namespace parley::record
