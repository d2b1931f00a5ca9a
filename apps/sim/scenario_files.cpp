#include "apps/sim/scenario_files.hpp"

#include <fmt/format.h>

#include <cstdio>

#include "sim/language/parser.hpp"

namespace parley::sim {

std::optional<std::vector<scenario::Scenario>> read_scenarios(const std::vector<std::string>& files) {
  std::vector<scenario::Scenario> scenarios;
  for (const std::string& file : files) {
    scenario::Parsed parsed = scenario::parse_file(file);
    for (const scenario::Diagnostic& error : parsed.errors) fmt::print(stderr, "{}\n", error.to_string());
    if (parsed.ok()) scenarios.push_back(std::move(parsed.scenario));
  }
  if (scenarios.size() != files.size()) return std::nullopt;
  return scenarios;
}

int check_scenarios(const std::vector<std::string>& files) {
  const auto scenarios = read_scenarios(files);
  if (!scenarios) return 2;
  for (const scenario::Scenario& each : *scenarios) {
    fmt::print("{}: {} steps: {}\n", each.file, each.steps.size(), each.title);
  }
  return 0;
}

}  // namespace parley::sim
