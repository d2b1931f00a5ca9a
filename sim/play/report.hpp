#pragma once

#include <cstddef>
#include <deque>
#include <string>

#include "sim/language/scenario.hpp"
#include "sim/play/run_result.hpp"
#include "sim/world/trace.hpp"

namespace parley::sim::scenario {

/// One line: `PASS  FILE  seed 1  2.114902 s  402 events  hash 5d1c0f6a7e0b9d24`.
std::string summary(const Scenario& scenario, const RunResult& outcome);

/// Why a play failed, over several lines: the step, the reason, the screens, the last events, and the
/// command that plays it again. Empty where it passed.
std::string explanation(const Scenario& scenario, const RunResult& outcome,
                        const std::deque<std::string>& last_events);

/// Keeps the last events of a trace, as text.
class EventTail final : public TraceListener {
 public:
  void on_event(const TraceEvent& event) override;
  const std::deque<std::string>& lines() const { return lines_; }

 private:
  std::deque<std::string> lines_;
};

}  // namespace parley::sim::scenario
