#pragma once

#include <string>
#include <vector>

#include "base/result.hpp"
#include "sim/import/draft.hpp"
#include "sim/import/imported.hpp"
#include "sim/language/scenario.hpp"

namespace parley::sim::importing {

/// Everything that a scenario is composed of.
struct Composition {
  std::string title;
  std::vector<std::string> preface;         ///< Comments under the title.
  Duration length{};                        ///< Of the recording, from the first item on.
  Draft draft;                              ///< Its items planned.
  std::vector<std::vector<SeenLine>> seen;  ///< By person, in the order of time; times as in Item::recorded.
};

/// The scenario, and its text: a comment first, the cast, then blocks of actions with what is expected behind
/// them. Error kFull where that is more than a scenario file may hold.
Result<Imported> compose(const Cast& cast, Composition composition, const ImportOptions& options);

}  // namespace parley::sim::importing
