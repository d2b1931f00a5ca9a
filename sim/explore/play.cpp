#include "sim/explore/play.hpp"

#include "sim/explore/on_tape.hpp"
#include "sim/explore/sightings.hpp"
#include "sim/explore/strikes.hpp"
#include "sim/scenario/runner.hpp"
#include "sim/world/memory_tapes.hpp"
#include "sim/world/node.hpp"

namespace parley::sim::explore {
namespace {

void append(std::vector<Count>& counts, const std::vector<std::pair<std::string, std::uint64_t>>& more) {
  for (const auto& [name, times] : more) counts.push_back({name, times});
}

PlayReport play_with(const scenario::Scenario& scenario, std::uint64_t seed, TraceListener* listener,
                     Tapes* tapes) {
  Strikes strikes(scenario.people.size());
  Sightings sightings(NodeId{0});
  scenario::RunnerOptions options;
  options.seed = seed;
  options.faults_must_strike = false;
  options.tapes = tapes;
  options.listeners = {&strikes, &sightings};
  if (listener != nullptr) options.listeners.push_back(listener);
  scenario::Runner runner(scenario, options);
  const scenario::Outcome outcome = runner.play();
  PlayReport report;
  report.seed = seed;
  report.events = outcome.events;
  report.deliveries = runner.stage().world().counts().deliveries;
  report.trace_hash = outcome.trace_hash;
  report.virtual_time = outcome.virtual_time;
  if (outcome.failure) {
    report.check = outcome.failure->check;
    report.what = outcome.failure->reason;
    report.line = outcome.failure->line;
  }
  append(report.checks, outcome.tallies);
  append(report.marks, outcome.marks);
  for (Count& count : sightings.counts()) report.marks.push_back(std::move(count));
  report.faults = strikes.counts(runner.stage());
  report.deeds = {{"done", outcome.bustle.done},
                  {"skipped", outcome.bustle.skipped},
                  {"given up", outcome.bustle.given_up}};
  return report;
}

}  // namespace

PlayReport play(const scenario::Scenario& scenario, std::uint64_t seed, const PlayOptions& options) {
  if (!options.on_tape) return play_with(scenario, seed, options.listener, nullptr);
  MemoryTapes tapes;
  PlayReport report = play_with(scenario, seed, options.listener, &tapes);
  const auto difference = report.failed() ? std::nullopt : first_difference(tapes.tapes());
  if (difference) {
    report.check = kReplayFailed;
    report.what = *difference;
  }
  return report;
}

}  // namespace parley::sim::explore
