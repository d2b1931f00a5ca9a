#include "sim/real/agreement.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <functional>
#include <sstream>
#include <vector>

#include "sim/scenario/report.hpp"
#include "sim/scenario/runner.hpp"
#include "sim/scenario/transcript.hpp"

namespace parley::sim::real {
namespace {

constexpr std::uint64_t kSeeds = 5;

struct Simulated {
  std::vector<scenario::Outcome> outcomes;
  std::vector<std::string> transcripts;

  bool one_screen() const {
    return std::adjacent_find(transcripts.begin(), transcripts.end(), std::not_equal_to<>()) ==
           transcripts.end();
  }
};

Simulated simulate(const scenario::Scenario& played) {
  Simulated simulated;
  for (std::uint64_t seed = 1; seed <= kSeeds; ++seed) {
    scenario::Runner runner(played, seed);
    simulated.outcomes.push_back(runner.play());
    simulated.transcripts.push_back(scenario::transcript(runner.stage()));
  }
  return simulated;
}

std::string in_words(const std::optional<scenario::Failure>& failure) {
  return failure ? fmt::format("fails at line {} ({})", failure->line, failure->reason) : "passes";
}

bool same_end(const std::optional<scenario::Failure>& left, const std::optional<scenario::Failure>& right) {
  return left.has_value() == right.has_value() && (!left || left->line == right->line);
}

/// Empty lines at a screen's end say nothing: an open question without words is one in either world, or
/// none.
std::vector<std::string> lines_of(const std::string& transcript) {
  std::vector<std::string> lines;
  std::istringstream text(transcript);
  for (std::string line; std::getline(text, line);) {
    while (line.starts_with("== ") && !lines.empty() && lines.back().empty()) lines.pop_back();
    lines.push_back(line);
  }
  while (!lines.empty() && lines.back().empty()) lines.pop_back();
  return lines;
}

/// The first lines that differ, under the heading of the screen that they are on; empty where none does.
std::string difference(const std::string& simulated, const std::string& real) {
  const auto there = lines_of(simulated);
  const auto here = lines_of(real);
  std::string heading;
  for (std::size_t i = 0; i < std::max(there.size(), here.size()); ++i) {
    const std::string_view left = i < there.size() ? std::string_view(there[i]) : "(the end)";
    const std::string_view right = i < here.size() ? std::string_view(here[i]) : "(the end)";
    if (left != right) {
      return fmt::format("{}\n    simulated | {}\n    real      | {}\n", heading, left, right);
    }
    if (left.starts_with("== ")) heading = left.substr(3);
  }
  return {};
}

}  // namespace

Agreement compare_with_simulated(const scenario::Scenario& scenario, const Outcome& real) {
  const Simulated simulated = simulate(scenario);
  for (const scenario::Outcome& outcome : simulated.outcomes) {
    if (same_end(outcome.failure, real.failure)) continue;
    return {false,
            fmt::format("  the worlds differ: the scenario {} in the simulated world (seed {})\n  and {} "
                        "in the real one\n",
                        in_words(outcome.failure), outcome.seed, in_words(real.failure))};
  }
  if (real.failure) return {true, "  it fails there in both worlds\n"};
  if (!simulated.one_screen()) {
    return {true, "  both worlds agree; the screens, which change with the seed, are not compared\n"};
  }
  const std::string differ = difference(simulated.transcripts.front(), real.transcript);
  if (differ.empty()) return {true, "  both worlds agree, in every line of the screens\n"};
  return {false, "  the worlds differ on the screen of " + differ};
}

}  // namespace parley::sim::real
