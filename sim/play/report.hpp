#pragma once

#include <cstddef>
#include <deque>
#include <string>
#include <utility>
#include <vector>

#include "sim/language/scenario.hpp"
#include "sim/play/cluster.hpp"
#include "sim/play/run_result.hpp"
#include "sim/world/trace.hpp"

namespace parley::sim::scenario {

/// One line: `PASS  FILE  seed 1  2.114902 s  402 events  hash 5d1c0f6a7e0b9d24`, or
/// `PASS  FILE  real world  2.1 s`.
std::string summary(const Scenario& scenario, const RunResult& result);

/// Why a play did not pass, over several lines: the step, the reason, the screens, the last events, and the
/// command that plays it again. Empty where it passed.
std::string explanation(const Scenario& scenario, const RunResult& result,
                        const std::deque<std::string>& last_events);

/// What each person saw in a play, the whole screen from first to last line, under a heading with the
/// name. What differs between worlds is written the same: the registry's address as `<registry>`, a
/// fingerprint as `SHA256:<fingerprint>`, every other address of the world as `<NAME>`.
std::string transcript(Cluster& cluster);

/// One line of a screen, so written. `names` are the addresses in text form with what stands for each,
/// the longer before the shorter.
std::string normalised(std::string line, const std::vector<std::pair<std::string, std::string>>& names);

/// Keeps the last events of a trace, as text.
class EventTail final : public TraceListener {
 public:
  void on_event(const TraceEvent& event) override;
  const std::deque<std::string>& lines() const { return lines_; }

 private:
  std::deque<std::string> lines_;
};

}  // namespace parley::sim::scenario
