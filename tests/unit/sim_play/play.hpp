#pragma once

#include <gmock/gmock.h>

#include <string>
#include <utility>

#include "sim/language/parser.hpp"
#include "sim/play/sim_play.hpp"

/// Short plays of alice, bob and the client mallory, whose steps begin on line 4.
namespace parley::sim::scenario {

inline Scenario read(const std::string& text) {
  Parsed parsed = parse("# t\npeople alice bob\nclient mallory\n" + text, "f");
  EXPECT_THAT(parsed.errors, testing::IsEmpty()) << parsed.errors.front().to_string() << "\n" << text;
  return std::move(parsed.scenario);
}

inline RunResult play(const std::string& steps, std::uint64_t seed = 1) {
  const Scenario scenario = read(steps);
  return SimPlay(scenario, seed).play();
}

/// Where and why a play ends, `4: reason`; empty where it passes.
inline std::string verdict(const RunResult& outcome) {
  return outcome.passed() ? "" : std::to_string(outcome.failure->line) + ": " + outcome.failure->reason;
}
inline std::string verdict(const std::string& steps) { return verdict(play(steps)); }

}  // namespace parley::sim::scenario
