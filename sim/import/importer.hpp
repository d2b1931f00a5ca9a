#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"
#include "sim/import/expectations.hpp"
#include "sim/language/scenario.hpp"
#include "sim/merge/merged_tapes.hpp"

namespace parley::sim::importing {

struct ImportOptions {
  Expect expect = Expect::kRooms;
  std::optional<Duration> longest_silence;   ///< Longer ones are cut to that.
  std::optional<std::uint8_t> loss_percent;  ///< Datagrams that the scenario loses.
  std::optional<Duration> until;             ///< Of the session's time: what comes behind is left out.
};

/// A scenario that was made of a session.
struct Imported {
  scenario::Scenario scenario;
  std::string text;                ///< parse(text) is the scenario; it has comments besides.
  std::vector<std::string> notes;  ///< What could not be had, for a person; comments of the text too.
};

/// Turns a recorded session into a scenario: what the people of it did, and when. Error kMalformed where
/// nobody did anything, kFull where it is more than a scenario file may hold.
Result<Imported> import_session(const merge::MergedTapes& session, const ImportOptions& options = {});

}  // namespace parley::sim::importing
