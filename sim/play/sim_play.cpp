#include "sim/play/sim_play.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "sim/check/limits.hpp"
#include "sim/language/limits.hpp"
#include "sim/play/meanwhile_runner.hpp"
#include "sim/play/runner.hpp"

namespace parley::sim::scenario {

SimPlay::SimPlay(const Scenario& scenario, SimPlayOptions options)
    : PlayBackend({}),
      options_(std::move(options)),
      cluster_(scenario, options_.seed, options_.tapes),
      run_(cluster_, status_, options_.checks),
      faults_(cluster_) {
  for (TraceListener* listener : options_.listeners) cluster_.world().add_listener(listener);
}

SimPlay::SimPlay(const Scenario& scenario, std::uint64_t seed, TraceListener* listener)
    : SimPlay(scenario, {seed, listener == nullptr ? std::vector<TraceListener*>() : std::vector{listener}}) {
}

RunResult SimPlay::play() { return Runner(*this).play(); }

bool SimPlay::run_until(const std::function<bool()>& done, Duration bound) {
  return run_.run_until(done, bound);
}

/// Tells the listeners which step begins, by its line and its text.
void SimPlay::begin_step(const Step& step) {
  const std::vector<std::string>& source = cluster_.scenario().source;
  std::string words = std::to_string(step.line);
  if (step.line >= 1 && step.line <= source.size()) {
    const std::string& text = source[step.line - 1];
    words += " " + text.substr(std::min(text.find_first_not_of(' '), text.size()));
  }
  cluster_.world().note(TraceKind::kScript, {}, {}, words);
}

void SimPlay::play_meanwhile(const Meanwhile& block) {
  MeanwhileRunner play(cluster_, faults_, block, meanwhile_stats_,
                       [this](const Step& step) { begin_step(step); });
  if (!run_.run_until([&] { return play.over(); }, limits::kLongestWait)) status_.fail("not over in a day");
}

void SimPlay::finish(RunResult& result) {
  run_.stop_monitoring();
  faults_.log().update_all();
  if (options_.checks && !status_.over() && options_.faults_must_hit) check_faults();
  if (options_.checks && !status_.over()) check_convergence();
  const World& world = cluster_.world();
  result.seed = options_.seed;
  result.time = world.now().time_since_epoch();
  result.events = world.counts().events;
  result.trace_hash = world.trace_hash();
  result.meanwhile_stats = meanwhile_stats_;
  result.faults_hit = faults_.log().count_hit();
  result.faults_missed = faults_.log().count_all() - result.faults_hit;
  run_.report(result);
  status_.report(result);
}

void SimPlay::check_faults() {
  const std::vector<Nat>& nats = cluster_.scenario().nats;
  if (!nats.empty() && cluster_.world().faults().translated == 0)
    status_.fail_at(nats.front().line, "nothing went through the nat", {}, kFaultNeverFired);
  const auto line = faults_.log().first_missed();
  if (line) status_.fail_at(*line, "the fault never struck anything", {}, kFaultNeverFired);
}

/// Everything that goes wrong stops, and then all views have to agree in bounded time.
void SimPlay::check_convergence() {
  cluster_.world().note(TraceKind::kScript, {}, {}, "all faults stop");
  faults_.stop_all();
  const Instant end = cluster_.world().now() + check::kSettleTime;
  while (!status_.over() && !run_.settled()) {
    if (cluster_.world().now() >= end) {
      return status_.fail("the faults have stopped, but " + run_.unsettled_because(), {}, kConvergenceFailed);
    }
    run_.run_until([] { return false; }, limits::kConvergencePoll);
  }
}

}  // namespace parley::sim::scenario
