#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tape/owned_entry.hpp"

namespace parley::record {

/// Where a core parts from its tape: the first entry that is not what it was.
struct Difference {
  std::uint64_t number = 0;  ///< The tape's entry that is not met; or before which there is one too many.
  std::optional<tape::OwnedEntry>
      then;  ///< What the tape has; nothing where the core did nothing more in this turn.
  std::optional<tape::OwnedEntry>
      now;                    ///< What the core does, its text uncut; nothing where it does nothing.
  tape::NumberedEntry input;  ///< The turn's. An alarm that is off: what `then` or `now` is, too.
  std::vector<tape::NumberedEntry> inputs_before;  ///< The last few before it, oldest first.
};

}  // namespace parley::record
