#include "sim/scenario/runner.hpp"

#include <algorithm>
#include <utility>

#include "sim/check/limits.hpp"
#include "sim/scenario/limits.hpp"
#include "sim/scenario/meanwhile_play.hpp"

namespace parley::sim::scenario {

Runner::Runner(const Scenario& scenario, RunnerOptions options)
    : options_(std::move(options)),
      stage_(scenario, options_.seed, options_.tapes),
      course_(stage_, options_.checks),
      waiting_(stage_, course_),
      faults_(stage_) {
  for (TraceListener* listener : options_.listeners) stage_.world().add_listener(listener);
}

Runner::Runner(const Scenario& scenario, std::uint64_t seed, TraceListener* listener)
    : Runner(scenario, {seed, listener == nullptr ? std::vector<TraceListener*>() : std::vector{listener}}) {}

Outcome Runner::play() {
  open();
  for (const Step& step : stage_.scenario().steps) {
    if (!failed()) perform(step);
  }
  close();
  const World& world = stage_.world();
  Outcome outcome;
  outcome.seed = options_.seed;
  outcome.virtual_time = world.now().time_since_epoch();
  outcome.events = world.counts().events;
  outcome.trace_hash = world.trace_hash();
  outcome.bustle = bustle_;
  outcome.faults_struck = faults_.log().count_struck();
  outcome.faults_unfelt = faults_.log().count_all() - outcome.faults_struck;
  course_.report(outcome);
  return outcome;
}

void Runner::open() {
  stage_.start_registry();
  const auto ready = [this] { return stage_.registry_ready(); };
  if (!course_.run_until(ready, limits::kStepDeadline)) course_.fail("the registry does not start");
}

/// What is left to look at behind the last step.
void Runner::close() {
  if (!failed()) check_nevers();
  course_.stop_watching();
  faults_.log().look_at_all();
  if (!options_.checks) return;
  if (!failed() && options_.faults_must_strike) check_faults();
  if (!failed()) settle();
}

/// Tells whoever listens which step begins, by its line and its words.
void Runner::announce(const Step& step) {
  const std::vector<std::string>& source = stage_.scenario().source;
  std::string words = std::to_string(step.line);
  if (step.line >= 1 && step.line <= source.size()) {
    const std::string& text = source[step.line - 1];
    words += " " + text.substr(std::min(text.find_first_not_of(' '), text.size()));
  }
  stage_.world().note(TraceKind::kScript, {}, {}, words);
}

void Runner::perform(const Step& step) {
  line_ = step.line;
  course_.begin_line(line_);
  announce(step);
  std::visit([this](const auto& body) { perform(body); }, step.body);
}

void Runner::perform(const PersonStep& step) {
  std::vector<PersonId> busy;
  for (const PersonId id : step.who) {
    stage_.person(id).begin(step.action, true);
    busy.push_back(id);
    if (step.in_turn && !failed()) waiting_.finish_people(std::exchange(busy, {}));
  }
  if (!failed()) waiting_.finish_people(std::move(busy));
}

void Runner::perform(const ClientStep& step) {
  for (const ClientId id : step.who) stage_.client(id).perform(step.action);
  waiting_.finish_clients(step.who);
}

void Runner::perform(const SendDatagram& step) {
  if (auto complaint = stage_.send(step)) course_.fail(*std::move(complaint));
}

void Runner::perform(const Fault& fault) {
  faults_.strike(fault, line_, true);
  if (!std::holds_alternative<StopRegistry>(fault)) return;
  const auto ended = [this] { return !stage_.registry_stopping(); };
  if (!course_.run_until(ended, limits::kStepDeadline)) course_.fail("the registry does not end");
}

void Runner::perform(const Together& block) {
  busy_in_block_.clear();
  connecting_in_block_.clear();
  for (const Step& step : block.steps) {
    announce(step);
    begin_together(step);
  }
  waiting_.finish_people(busy_in_block_);
  if (!failed()) waiting_.finish_clients(connecting_in_block_);
}

void Runner::perform(const Meanwhile& block) {
  MeanwhilePlay play(stage_, faults_, block, bustle_, [this](const Step& step) { announce(step); });
  if (!course_.run_until([&] { return play.over(); }, limits::kLongestWait))
    course_.fail("not over in a day");
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
    for (const PersonId id : people->who) stage_.person(id).begin(people->action, false);
    busy_in_block_.insert(busy_in_block_.end(), people->who.begin(), people->who.end());
  } else if (const auto* clients = std::get_if<ClientStep>(&body)) {
    for (const ClientId id : clients->who) stage_.client(id).perform(clients->action);
    connecting_in_block_.insert(connecting_in_block_.end(), clients->who.begin(), clients->who.end());
  } else if (const auto* datagram = std::get_if<SendDatagram>(&body)) {
    perform(*datagram);
  } else if (const auto* fault = std::get_if<Fault>(&body)) {
    faults_.strike(*fault, step.line, true);
  }
}

void Runner::perform(const Expectation& expected) {
  if (expected.when == When::kAlways || expected.when == When::kNever) return course_.watch(expected);
  Watch watch(stage_, expected.condition);
  if (!meet(expected, watch)) course_.fail(watch.complaint(), watch.concerned(), kExpectationFailed);
  if (std::holds_alternative<NeverSees>(expected.condition)) nevers_.push_back({line_, std::move(watch)});
}

bool Runner::meet(const Expectation& expected, Watch& watch) {
  switch (expected.when) {
    case When::kWithin:
      return course_.run_until([&] { return watch.holds(); }, expected.time);
    case When::kFor:
      return !course_.run_until([&] { return !watch.holds(); }, expected.time) || failed();
    default:
      return watch.holds();
  }
}

void Runner::check_nevers() {
  for (Never& never : nevers_) {
    if (never.watch.holds()) continue;
    return course_.fail_at(never.line, never.watch.complaint(), never.watch.concerned(), kExpectationFailed);
  }
}

void Runner::check_faults() {
  const std::vector<Nat>& nats = stage_.scenario().nats;
  if (!nats.empty() && stage_.world().faults().translated == 0)
    course_.fail_at(nats.front().line, "nothing went through the nat", {}, kFaultNeverFired);
  const auto line = faults_.log().first_unfelt();
  if (line) course_.fail_at(*line, "the fault never struck anything", {}, kFaultNeverFired);
}

/// Everything that goes wrong stops, and then all views have to agree in bounded time.
void Runner::settle() {
  stage_.world().note(TraceKind::kScript, {}, {}, "all faults stop");
  faults_.stop_all();
  const Instant end = stage_.world().now() + check::kSettleTime;
  while (!failed() && !course_.settled()) {
    if (stage_.world().now() >= end) {
      return course_.fail("the faults have stopped, but " + course_.unsettled_because(), {},
                          kConvergenceFailed);
    }
    course_.run_for(limits::kSettlingLook);
  }
}

}  // namespace parley::sim::scenario
