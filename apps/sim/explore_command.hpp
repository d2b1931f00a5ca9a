#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "apps/sim/run_command.hpp"
#include "base/time.hpp"

namespace parley::sim {

/// What the command line says about an exploration.
struct ExploreCommand {
  std::optional<SeedRange> seeds;  ///< Without: from 1 on, while there is time.
  std::optional<Duration> time;    ///< Without: a minute, where no seeds are given either.
  std::size_t jobs = 1;
  std::size_t peers = 0;
  std::string out = "failures";
  bool keep_going = false;
  bool replay = false;  ///< Each play from its tapes, not one in some.
};

/// Reads `500ms`, `60s`, `5min` or `2h`.
Result<Duration> parse_time(const std::string& text);

/// As explore::explore(), with the wall's clock and with ^C. Exit code 0, 1.
int explore_seeds(const ExploreCommand& command);

}  // namespace parley::sim
