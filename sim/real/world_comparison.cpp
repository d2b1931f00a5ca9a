#include "sim/real/world_comparison.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <functional>
#include <sstream>
#include <string_view>
#include <vector>

#include "sim/play/report.hpp"
#include "sim/play/sim_play.hpp"

namespace parley::sim::real {
namespace {

constexpr std::uint64_t kSeeds = 5;

struct Simulated {
  std::vector<scenario::RunResult> outcomes;
  std::vector<std::string> transcripts;

  bool one_screen() const {
    return std::adjacent_find(transcripts.begin(), transcripts.end(), std::not_equal_to<>()) ==
           transcripts.end();
  }
};

Simulated simulate(const scenario::Scenario& played) {
  Simulated simulated;
  for (std::uint64_t seed = 1; seed <= kSeeds; ++seed) {
    scenario::SimPlay simulation(played, seed);
    simulated.outcomes.push_back(simulation.play());
    simulated.transcripts.push_back(scenario::transcript(simulation.cluster()));
  }
  return simulated;
}

std::string in_words(const std::optional<scenario::Failure>& failure) {
  return failure ? fmt::format("fails at line {} ({})", failure->line, failure->reason) : "passes";
}

bool same_end(const std::optional<scenario::Failure>& left, const std::optional<scenario::Failure>& right) {
  return left.has_value() == right.has_value() && (!left || left->line == right->line);
}

/// A line without the reason that the network gave for it: each network has its own words.
std::string_view without_reason(std::string_view line) {
  constexpr std::array<std::string_view, 2> kReported = {
      "Cannot reach the registry at <registry>:", "The connection to the registry at <registry> is lost:"};
  for (const std::string_view reported : kReported) {
    if (line.starts_with(reported)) return line.substr(0, reported.size());
  }
  return line;
}

struct Screen {
  std::string person;
  std::vector<std::string> lines;
};

/// The screens of a transcript. Empty lines at the end of one say nothing: an open question without words
/// is one in either world, or none.
std::vector<Screen> screens_of(const std::string& transcript) {
  std::vector<Screen> screens;
  std::istringstream text(transcript);
  for (std::string line; std::getline(text, line);) {
    if (line.starts_with("== ")) {
      screens.push_back({line.substr(3), {}});
    } else if (!screens.empty()) {
      screens.back().lines.push_back(line);
    }
  }
  for (Screen& screen : screens) {
    while (!screen.lines.empty() && screen.lines.back().empty()) screen.lines.pop_back();
  }
  return screens;
}

/// The first lines that differ; empty where none does. What one of them shows more at its end came after
/// the last step, which does not wait for it.
std::string difference(const std::string& simulated, const std::string& real) {
  const auto there = screens_of(simulated);
  const auto here = screens_of(real);
  for (std::size_t i = 0; i < there.size() && i < here.size(); ++i) {
    const auto& left = there[i].lines;
    const auto& right = here[i].lines;
    const std::size_t both = std::min(left.size(), right.size());
    for (std::size_t line = 0; line < both; ++line) {
      if (without_reason(left[line]) == without_reason(right[line])) continue;
      return fmt::format("{}, line {}\n    simulated | {}\n    real      | {}\n", here[i].person, line + 1,
                         left[line], right[line]);
    }
  }
  return {};
}

}  // namespace

WorldComparison compare_with_simulated(const scenario::Scenario& scenario, const scenario::RunResult& real,
                                       const std::string& transcript) {
  const Simulated simulated = simulate(scenario);
  for (const scenario::RunResult& outcome : simulated.outcomes) {
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
  const std::string differ = difference(simulated.transcripts.front(), transcript);
  if (differ.empty()) return {true, "  both worlds agree, in every line of the screens\n"};
  return {false, "  the worlds differ on the screen of " + differ};
}

}  // namespace parley::sim::real
