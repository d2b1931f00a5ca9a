#pragma once

#include <cstdint>
#include <cstdio>
#include <functional>
#include <optional>
#include <string>

#include "base/time.hpp"
#include "sim/explore/limits.hpp"

namespace parley::sim::explore {

struct ExploreOptions {
  std::uint64_t first = 1;  ///< Seeds are played from here on,
  std::uint64_t last = UINT64_MAX;
  std::optional<Duration> time;  ///< until this is over, whichever comes first.
  std::size_t jobs = 1;
  std::size_t people = 0;   ///< 0: as each seed has it.
  std::string out;          ///< A failure's folder is made below.
  bool keep_going = false;  ///< After a failure: to find other ones.
  std::uint64_t seeds_per_replay =
      limits::kSeedsPerReplay;  ///< One play in so many is replayed from its tapes.

  std::FILE* console = stdout;
  bool on_terminal = false;
  std::function<Duration()> elapsed;  ///< Of the wall's time, since some beginning.
  std::function<bool()> interrupted;  ///< Whether somebody wants it to end.
};

/// Plays seeds until time or seeds are over, or one fails. A failure is made small and put into a folder; of
/// several the one with the lowest seed, so that what is found does not depend on how many jobs there are.
/// Exit code 0: all green; 1: a failure, or a check or a kind of fault that never came to be.
int explore(const ExploreOptions& options);

}  // namespace parley::sim::explore
