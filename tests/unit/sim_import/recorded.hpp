#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "sim/import/importer.hpp"
#include "sim/merge/merged_tapes.hpp"
#include "sim/play/run_result.hpp"
#include "tests/support/tapes.hpp"

namespace parley::sim::importing {

/// The tapes of a play as one session; of those alone that are named, where any are: `alice.tape`.
merge::MergedTapes session_of(const test::RecordedPlay& play, const std::set<std::string>& only = {});

/// What a recorded play is imported as; a failed test and an empty scenario where it cannot be.
Imported import_play(const test::RecordedPlay& play, const ImportOptions& options = {},
                     const std::set<std::string>& only = {});

/// The same of a scenario's text, whose cast and steps these are.
Imported import_text(const std::string& steps, const ImportOptions& options = {},
                     const std::set<std::string>& only = {});

/// Its plays with these seeds; a failed test for each that does not pass.
scenario::RunResult play_imported(const Imported& made, std::uint64_t seed);

/// The text without its comments, and without the line of the cast.
std::string lines_of(const Imported& made);

}  // namespace parley::sim::importing
