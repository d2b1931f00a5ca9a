#pragma once

#include "base/result.hpp"
#include "sim/import/imported.hpp"
#include "sim/merge/merged_tapes.hpp"

namespace parley::sim::importing {

/// Turns a recorded session into a scenario: what its people did, and when. Error kMalformed where no person
/// or client did anything, kFull where it is more than a scenario file may hold.
Result<Imported> import_session(const merge::MergedTapes& session, const ImportOptions& options = {});

}  // namespace parley::sim::importing
