#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/time.hpp"

namespace parley::sim::scenario {

/// Why a play ended before its last step.
struct Failure {
  std::size_t line = 0;
  std::string reason;
  std::vector<std::string> details;  ///< The ends of the screens concerned, for a person.
};

/// What came of one play.
struct Outcome {
  std::uint64_t seed = 0;
  Duration virtual_time{};
  std::uint64_t events = 0;
  std::uint64_t trace_hash = 0;
  std::optional<Failure> failure;
  bool passed() const { return !failure; }
};

}  // namespace parley::sim::scenario
