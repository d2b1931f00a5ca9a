#include "sim/explore/play.hpp"

#include <fmt/format.h>

#include <memory>
#include <sstream>
#include <utility>

#include "record/replay.hpp"
#include "sim/explore/fault_coverage.hpp"
#include "sim/explore/output_coverage.hpp"
#include "sim/play/sim_play.hpp"
#include "sim/replay/replay_text.hpp"
#include "sim/world/node.hpp"
#include "tape/tape_reader.hpp"

namespace parley::sim::explore {
namespace {

using record::ReplayEnd;

/// Nothing where the core does again what it did.
std::optional<std::string> difference_on(const MemoryTapes::Tape& tape) {
  const auto reader = tape::TapeReader::read(std::make_unique<std::istringstream>(tape.bytes));
  if (!reader) return reader.error().message;
  record::Replay replay((*reader)->header(), **reader);
  replay::StreamNames names;
  replay.set_listener(&names);
  replay.run();
  switch (*replay.end()) {
    case ReplayEnd::kTapeEnd:
    case ReplayEnd::kCutShort:  // As a crash leaves it, and the end of the play.
      return std::nullopt;
    case ReplayEnd::kDifferent:
      return replay::describe(*replay.difference(), replay.began(), names);
    case ReplayEnd::kDamaged:
    case ReplayEnd::kImpossible:
      break;
  }
  return replay.reason();
}

void append(std::vector<Count>& counts, const std::vector<std::pair<std::string, std::uint64_t>>& more) {
  for (const auto& [name, times] : more) counts.push_back({name, times});
}

PlayReport play_with(const scenario::Scenario& scenario, std::uint64_t seed, TraceListener* listener,
                     Tapes* tapes) {
  FaultCoverage fault_coverage(scenario.people.size());
  OutputCoverage output_coverage(NodeId{0});
  scenario::SimPlayOptions options;
  options.seed = seed;
  options.faults_must_hit = false;
  options.tapes = tapes;
  options.listeners = {&fault_coverage, &output_coverage};
  if (listener != nullptr) options.listeners.push_back(listener);
  scenario::SimPlay runner(scenario, options);
  const scenario::RunResult outcome = runner.play();
  PlayReport report;
  report.seed = seed;
  report.events = outcome.events;
  report.deliveries = runner.cluster().world().counts().deliveries;
  report.trace_hash = outcome.trace_hash;
  report.virtual_time = outcome.time;
  if (outcome.failure) {
    report.check = outcome.failure->check;
    report.what = outcome.failure->reason;
    report.line = outcome.failure->line;
  }
  append(report.checks, outcome.tallies);
  append(report.marks, outcome.marks);
  for (Count& count : output_coverage.counts()) report.marks.push_back(std::move(count));
  report.faults = fault_coverage.counts(runner.cluster());
  report.actions = {{"done", outcome.meanwhile_stats.done},
                    {"skipped", outcome.meanwhile_stats.skipped},
                    {"given up", outcome.meanwhile_stats.timed_out}};
  return report;
}

}  // namespace

PlayReport play(const scenario::Scenario& scenario, std::uint64_t seed, const PlayOptions& options) {
  if (!options.recorded) return play_with(scenario, seed, options.listener, nullptr);
  MemoryTapes tapes;
  PlayReport report = play_with(scenario, seed, options.listener, &tapes);
  const auto difference = report.failed() ? std::nullopt : first_difference(tapes.tapes());
  if (difference) {
    report.check = kReplayFailed;
    report.what = *difference;
  }
  return report;
}

std::optional<std::string> first_difference(const std::deque<MemoryTapes::Tape>& tapes) {
  for (const MemoryTapes::Tape& tape : tapes) {
    const auto difference = difference_on(tape);
    if (difference) return fmt::format("start {} of {}: {}", tape.start, tape.name, *difference);
  }
  return std::nullopt;
}

}  // namespace parley::sim::explore
