#include "sim/play/runner.hpp"

#include <algorithm>
#include <utility>

#include "sim/check/limits.hpp"
#include "sim/language/limits.hpp"
#include "sim/play/meanwhile_runner.hpp"

namespace parley::sim::scenario {

Runner::Runner(const Scenario& scenario, RunnerOptions options)
    : options_(std::move(options)),
      cluster_(scenario, options_.seed, options_.tapes),
      run_(cluster_, options_.checks),
      waiter_(cluster_, run_),
      faults_(cluster_) {
  for (TraceListener* listener : options_.listeners) cluster_.world().add_listener(listener);
}

Runner::Runner(const Scenario& scenario, std::uint64_t seed, TraceListener* listener)
    : Runner(scenario, {seed, listener == nullptr ? std::vector<TraceListener*>() : std::vector{listener}}) {}

RunResult Runner::play() {
  open();
  for (const Step& step : cluster_.scenario().steps) {
    if (!failed()) perform(step);
  }
  close();
  const World& world = cluster_.world();
  RunResult outcome;
  outcome.seed = options_.seed;
  outcome.virtual_time = world.now().time_since_epoch();
  outcome.events = world.counts().events;
  outcome.trace_hash = world.trace_hash();
  outcome.meanwhile_stats = meanwhile_stats_;
  outcome.faults_hit = faults_.log().count_hit();
  outcome.faults_missed = faults_.log().count_all() - outcome.faults_hit;
  run_.report(outcome);
  return outcome;
}

void Runner::open() {
  cluster_.start_registry();
  const auto ready = [this] { return cluster_.registry_ready(); };
  if (!run_.run_until(ready, limits::kStepDeadline)) run_.fail("the registry does not start");
}

/// What is left to look at behind the last step.
void Runner::close() {
  if (!failed()) check_nevers();
  run_.stop_monitoring();
  faults_.log().update_all();
  if (!options_.checks) return;
  if (!failed() && options_.faults_must_hit) check_faults();
  if (!failed()) check_convergence();
}

/// Tells whoever listens which step begins, by its line and its words.
void Runner::announce(const Step& step) {
  const std::vector<std::string>& source = cluster_.scenario().source;
  std::string words = std::to_string(step.line);
  if (step.line >= 1 && step.line <= source.size()) {
    const std::string& text = source[step.line - 1];
    words += " " + text.substr(std::min(text.find_first_not_of(' '), text.size()));
  }
  cluster_.world().note(TraceKind::kScript, {}, {}, words);
}

void Runner::perform(const Step& step) {
  line_ = step.line;
  run_.begin_line(line_);
  announce(step);
  std::visit([this](const auto& body) { perform(body); }, step.body);
}

void Runner::perform(const PersonStep& step) {
  std::vector<PersonId> busy;
  for (const PersonId id : step.who) {
    cluster_.person(id).begin(step.action, true);
    busy.push_back(id);
    if (step.in_turn && !failed()) waiter_.finish_people(std::exchange(busy, {}));
  }
  if (!failed()) waiter_.finish_people(std::move(busy));
}

void Runner::perform(const ClientStep& step) {
  for (const ClientId id : step.who) cluster_.client(id).perform(step.action);
  waiter_.finish_clients(step.who);
}

void Runner::perform(const SendDatagram& step) {
  if (auto error = cluster_.send(step)) run_.fail(*std::move(error));
}

void Runner::perform(const Fault& fault) {
  faults_.inject(fault, line_, true);
  if (!std::holds_alternative<StopRegistry>(fault)) return;
  const auto ended = [this] { return !cluster_.registry_stopping(); };
  if (!run_.run_until(ended, limits::kStepDeadline)) run_.fail("the registry does not end");
}

void Runner::perform(const Together& block) {
  busy_in_block_.clear();
  connecting_in_block_.clear();
  for (const Step& step : block.steps) {
    announce(step);
    begin_together(step);
  }
  waiter_.finish_people(busy_in_block_);
  if (!failed()) waiter_.finish_clients(connecting_in_block_);
}

void Runner::perform(const Meanwhile& block) {
  MeanwhileRunner play(cluster_, faults_, block, meanwhile_stats_,
                       [this](const Step& step) { announce(step); });
  if (!run_.run_until([&] { return play.over(); }, limits::kLongestWait)) run_.fail("not over in a day");
}

/// A day like any other, alone.
void Runner::perform(const Workload& load) {
  const Meanwhile block{{{Duration::zero(), Step{line_, load}}}};
  perform(block);
}

/// The steps of a block are begun, none is waited for.
void Runner::begin_together(const Step& step) {
  const StepBody& body = step.body;
  if (const auto* people = std::get_if<PersonStep>(&body)) {
    for (const PersonId id : people->who) cluster_.person(id).begin(people->action, false);
    busy_in_block_.insert(busy_in_block_.end(), people->who.begin(), people->who.end());
  } else if (const auto* clients = std::get_if<ClientStep>(&body)) {
    for (const ClientId id : clients->who) cluster_.client(id).perform(clients->action);
    connecting_in_block_.insert(connecting_in_block_.end(), clients->who.begin(), clients->who.end());
  } else if (const auto* datagram = std::get_if<SendDatagram>(&body)) {
    perform(*datagram);
  } else if (const auto* fault = std::get_if<Fault>(&body)) {
    faults_.inject(*fault, step.line, true);
  }
}

void Runner::perform(const Expectation& expected) {
  if (expected.when == When::kAlways || expected.when == When::kNever) return run_.monitor(expected);
  ConditionChecker checker(cluster_, expected.condition);
  if (!evaluate(expected, checker)) run_.fail(checker.error(), checker.concerned(), kExpectationFailed);
  if (std::holds_alternative<NeverSees>(expected.condition)) nevers_.push_back({line_, std::move(checker)});
}

bool Runner::evaluate(const Expectation& expected, ConditionChecker& checker) {
  switch (expected.when) {
    case When::kWithin:
      return run_.run_until([&] { return checker.holds(); }, expected.time);
    case When::kFor:
      return !run_.run_until([&] { return !checker.holds(); }, expected.time) || failed();
    default:
      return checker.holds();
  }
}

void Runner::check_nevers() {
  for (Never& never : nevers_) {
    if (never.checker.holds()) continue;
    return run_.fail_at(never.line, never.checker.error(), never.checker.concerned(), kExpectationFailed);
  }
}

void Runner::check_faults() {
  const std::vector<Nat>& nats = cluster_.scenario().nats;
  if (!nats.empty() && cluster_.world().faults().translated == 0)
    run_.fail_at(nats.front().line, "nothing went through the nat", {}, kFaultNeverFired);
  const auto line = faults_.log().first_missed();
  if (line) run_.fail_at(*line, "the fault never struck anything", {}, kFaultNeverFired);
}

/// Everything that goes wrong stops, and then all views have to agree in bounded time.
void Runner::check_convergence() {
  cluster_.world().note(TraceKind::kScript, {}, {}, "all faults stop");
  faults_.stop_all();
  const Instant end = cluster_.world().now() + check::kSettleTime;
  while (!failed() && !run_.settled()) {
    if (cluster_.world().now() >= end) {
      return run_.fail("the faults have stopped, but " + run_.unsettled_because(), {}, kConvergenceFailed);
    }
    run_.run_for(limits::kConvergencePoll);
  }
}

}  // namespace parley::sim::scenario
