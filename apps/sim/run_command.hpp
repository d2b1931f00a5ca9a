#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace parley::sim {

/// The seeds of a run, from the first to the last.
struct SeedRange {
  std::uint64_t first = 1;
  std::uint64_t last = 1;

  /// Reads `7` or `1..20`.
  static Result<SeedRange> parse(std::string_view text);
};

struct RunOptions {
  std::vector<std::string> files;
  SeedRange seeds;
  std::string trace_file;  ///< Empty: no trace is written.
  std::string html_file;   ///< Empty: no page is written. With one file and one seed alone.
  bool check = false;      ///< Each play twice, which must be the same event for event.
  std::string out;         ///< A folder: a play that fails leaves one of its own there, made small.
  bool replay = false;     ///< All programs are recorded, and what they did has to be done again in a replay.
  std::string tapes_to;    ///< A folder for a tape of each program; empty: nowhere. One file and seed alone.
  std::vector<std::string> record_only;  ///< Whose tapes: `registry`, a person's name; empty: all.
  bool keep_text = true;                 ///< On the tapes; else what people wrote is filler.
};

/// Plays each file with each seed, and prints a line for each play; for one that fails also why. Exit
/// code 0: all passed; 1: one failed, or was not the same twice, or in its replay; 2: a file cannot be read,
/// and then nothing was played.
int run_scenarios(const RunOptions& options);

}  // namespace parley::sim
