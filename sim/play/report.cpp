#include "sim/play/report.hpp"

#include <fmt/format.h>

#include "sim/language/limits.hpp"

namespace parley::sim::scenario {
namespace {

constexpr std::size_t kEventBytesShown = 160;

std::string_view source_line(const Scenario& scenario, std::size_t line) {
  if (line == 0 || line > scenario.source.size()) return {};
  const std::string_view text = scenario.source[line - 1];
  const std::size_t begin = text.find_first_not_of(' ');
  return begin == std::string_view::npos ? std::string_view() : text.substr(begin);
}

}  // namespace

std::string summary(const Scenario& scenario, const RunResult& outcome) {
  const auto us = std::chrono::duration_cast<std::chrono::microseconds>(outcome.virtual_time).count();
  std::string line = fmt::format("{}  {}  seed {}  {}.{:06} s  {} events  hash {:016x}",
                                 outcome.passed() ? "PASS" : "FAIL", scenario.file, outcome.seed,
                                 us / 1'000'000, us % 1'000'000, outcome.events, outcome.trace_hash);
  if (!outcome.passed()) line += fmt::format("  line {}", outcome.failure->line);
  return line;
}

std::string explanation(const Scenario& scenario, const RunResult& outcome,
                        const std::deque<std::string>& last_events) {
  if (outcome.passed()) return {};
  const Failure& failure = *outcome.failure;
  std::string text = fmt::format("  {}:{}: {}\n  {}: {}\n", scenario.file, failure.line,
                                 source_line(scenario, failure.line), failure.check, failure.reason);
  for (const std::string& detail : failure.details) text += "  " + detail + "\n";
  if (!last_events.empty()) text += "  the last events:\n";
  for (const std::string& event : last_events) text += "    " + event + "\n";
  return text + fmt::format("  replay: parley-sim run {} --seed {}\n", scenario.file, outcome.seed);
}

void EventTail::on_event(const TraceEvent& event) {
  if (lines_.size() == limits::kEventsShown) lines_.pop_front();
  TraceEvent shown = event;
  shown.bytes = shown.bytes.substr(0, kEventBytesShown);
  lines_.push_back(to_text(shown));
}

}  // namespace parley::sim::scenario
