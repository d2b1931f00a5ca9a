#include "sim/real/real_run_result.hpp"

#include <fmt/format.h>

#include <chrono>
#include <sstream>
#include <string_view>

namespace parley::sim::real {
namespace {

std::string_view source_line(const scenario::Scenario& scenario, std::size_t line) {
  if (line == 0 || line > scenario.source.size()) return {};
  const std::string_view text = scenario.source[line - 1];
  const std::size_t begin = text.find_first_not_of(' ');
  return begin == std::string_view::npos ? std::string_view() : text.substr(begin);
}

std::string_view word_for(const RealRunResult& outcome) {
  if (outcome.interrupted) return "STOP";
  if (outcome.infeasible) return "SKIP";
  return outcome.passed() ? "PASS" : "FAIL";
}

}  // namespace

std::string summary(const scenario::Scenario& scenario, const RealRunResult& outcome) {
  const std::chrono::duration<double> seconds = outcome.time;
  std::string line =
      fmt::format("{}  {}  real world  {:.1f} s", word_for(outcome), scenario.file, seconds.count());
  if (outcome.failure) line += fmt::format("  line {}", outcome.failure->line);
  return line;
}

std::string explanation(const scenario::Scenario& scenario, const RealRunResult& outcome) {
  if (outcome.infeasible) return "  " + scenario.file + ": " + outcome.infeasible->to_string() + "\n";
  if (!outcome.failure) return {};
  const scenario::Failure& failure = *outcome.failure;
  std::string text = fmt::format("  {}:{}: {}\n  {}\n", scenario.file, failure.line,
                                 source_line(scenario, failure.line), failure.reason);
  for (const std::string& detail : failure.details) text += "  " + detail + "\n";
  if (!outcome.registry_log.empty()) text += "  the end of the registry's log:\n";
  std::istringstream log(outcome.registry_log);
  for (std::string line; std::getline(log, line);) text += "    " + line + "\n";
  return text + fmt::format("  again: parley-sim run --world real {}\n", scenario.file);
}

}  // namespace parley::sim::real
