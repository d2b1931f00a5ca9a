#pragma once

#include <optional>
#include <string>

#include "base/result.hpp"
#include "sim/merge/merged_tapes.hpp"
#include "sim/report/page.hpp"
#include "sim/report/timeline.hpp"

namespace parley::sim::merge {

/// The session as a picture, up to a moment of the common clock: a lane for each node, what was sent and
/// received as arrows from the one tape to the other, what people typed and saw, and how each tape ends.
Result<report::Timeline> draw(const MergedTapes& session, std::optional<Instant> until = std::nullopt);

/// What stands above it: who took part, the tapes, and the command that draws it again.
report::PageTitle title_of(const MergedTapes& session, const std::string& command);

}  // namespace parley::sim::merge
