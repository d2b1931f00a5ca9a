#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.hpp"

namespace parley::sim::explore {

/// How many times something was so.
struct Count {
  std::string name;
  std::uint64_t times = 0;
  bool operator==(const Count&) const = default;
};

/// What came of one play, as a worker tells it.
struct PlayReport {
  std::uint64_t seed = 0;
  std::uint64_t events = 0;
  std::uint64_t deliveries = 0;
  std::uint64_t trace_hash = 0;
  Duration virtual_time{};
  std::string check;           ///< The one that failed; empty: the play is green.
  std::string what;            ///< Why, for a person.
  std::size_t line = 0;        ///< Of the scenario, where it stopped.
  std::vector<Count> checks;   ///< How often each was evaluated.
  std::vector<Count> faults;   ///< How often each family struck.
  std::vector<Count> actions;  ///< How often each was done.
  std::vector<Count> marks;    ///< How often each "sometimes" was so.

  bool failed() const { return !check.empty(); }
  bool operator==(const PlayReport&) const = default;
};

/// A report as one line, without line end, and back. Names hold no tab and no line end; `what` may hold
/// any bytes.
std::string to_line(const PlayReport& report);
std::optional<PlayReport> play_report_from(std::string_view line);

}  // namespace parley::sim::explore
