#include "sim/real/real_runner.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

#include "sim/language/limits.hpp"

namespace parley::sim::real {
namespace {

using namespace std::chrono_literals;

constexpr int kSlowness = 3;
constexpr Duration kGrace = 5s;
constexpr Duration kPulse = 20ms;
constexpr Duration kStartTime = 60s;
constexpr Duration kTimePerPerson = 2s;
constexpr Duration kTimeToEnd = 15s;

}  // namespace

Duration real_bound(Duration virtual_time) { return kSlowness * virtual_time + kGrace; }

RealRunner::RealRunner(const scenario::Scenario& scenario, const Programs& programs,
                       scenario::TapeFolder* tapes)
    : recording_(tapes != nullptr), cluster_(scenario, programs, tapes), faults_(cluster_) {
  cluster_.loop().on_termination([this] { interrupted_ = true; });
}

RealRunResult RealRunner::play() {
  const auto begun = std::chrono::steady_clock::now();
  run_turn();
  open();
  for (const scenario::Step& step : cluster_.scenario().steps) {
    if (!over()) perform(step);
  }
  if (!over()) check_nevers();
  RealRunResult outcome{failure_, infeasible_, interrupted_, std::chrono::steady_clock::now() - begun,
                        {},       {}};
  if (interrupted_) outcome.failure.reset();
  outcome.transcript = cluster_.transcript();
  if (outcome.failure) outcome.registry_log = cluster_.registry().log();
  if (recording_) end_programs();
  return outcome;
}

/// Also after ^C. Whom the time does not suffice is killed with the cluster.
void RealRunner::end_programs() {
  auto& people = cluster_.people();
  for (PtyPerson& person : people) person.request_stop();
  const auto nobody = [&] {
    return std::none_of(people.begin(), people.end(),
                        [](const PtyPerson& person) { return person.running(); });
  };
  cluster_.loop().run_until(nobody, kTimeToEnd);
  cluster_.registry().request_stop();
  cluster_.loop().run_until([this] { return !cluster_.registry().running(); }, kTimeToEnd);
}

/// Nothing is waited for longer than that without being looked at.
void RealRunner::run_turn() {
  cluster_.delays().after(kPulse, [this] { run_turn(); });
}

bool RealRunner::until(const std::function<bool()>& done, Duration bound) {
  bool met = false;
  const auto look = [&] {
    cluster_.poll();
    met = done();
    return met || interrupted_;
  };
  cluster_.loop().run_until(look, bound);
  return met && !interrupted_;
}

void RealRunner::open() {
  cluster_.registry().start();
  await_registry();
}

void RealRunner::await_registry() {
  if (!until([this] { return cluster_.is_open(); }, kStartTime) && !over()) {
    fail("the registry does not start", scenario::kStepFailed);
  }
}

bool RealRunner::registry_is_to_run() {
  return cluster_.registry().running() && !cluster_.registry().paused() && !cluster_.registry().stopping();
}

void RealRunner::await_end_of_registry() {
  if (!until([this] { return !cluster_.registry().running(); }, kTimeToEnd) && !over()) {
    fail("the registry does not end", scenario::kStepFailed);
  }
}

void RealRunner::perform(const scenario::Step& step) {
  line_ = step.line;
  std::visit([this](const auto& body) { perform(body); }, step.body);
}

void RealRunner::perform(const scenario::PersonStep& step) {
  std::vector<PersonId> busy;
  for (const PersonId id : step.who) {
    cluster_.person(id).begin(step.action);
    busy.push_back(id);
    if (step.in_turn && !over()) finish_people(std::exchange(busy, {}));
  }
  if (!over()) finish_people(std::move(busy));
}

void RealRunner::begin(const scenario::ClientStep& step) {
  for (const ClientId id : step.who) {
    if (std::holds_alternative<scenario::Connect>(step.action)) cluster_.proxy(id).restore();
    cluster_.client(id).perform(step.action);
  }
}

void RealRunner::perform(const scenario::ClientStep& step) {
  begin(step);
  finish_clients(step.who);
}

void RealRunner::perform(const scenario::SendDatagram& step) {
  for (const scenario::NodeRef& node : step.who) {
    cluster_.proxy(node).restore();
    cluster_.proxy(node).send_datagram(step.bytes);
  }
}

void RealRunner::perform(const scenario::Wait& step) {
  until([] { return false; }, step.time);
}

void RealRunner::perform(const scenario::Fault& fault) {
  inject(fault);
  if (std::holds_alternative<scenario::StopRegistry>(fault)) return await_end_of_registry();
  if (registry_is_to_run() && !over()) await_registry();
}

void RealRunner::inject(const scenario::Fault& fault) {
  if (const auto reason = faults_.inject(fault)) infeasible_ = {line_, *reason};
}

void RealRunner::perform(const scenario::Together& block) {
  busy_in_block_.clear();
  connecting_in_block_.clear();
  for (const scenario::Step& step : block.steps) begin_together(step.body);
  const std::size_t line = line_;
  if (!over()) finish_people(busy_in_block_);
  if (!over()) finish_clients(connecting_in_block_);
  if (!over() && registry_is_to_run()) await_registry();
  line_ = line;
}

void RealRunner::perform(const scenario::Meanwhile& /*block*/) {
  infeasible_ = {line_, "blocks of `meanwhile` are played in the simulated world"};
}

void RealRunner::perform(const scenario::Workload& /*workload*/) {
  infeasible_ = {line_, "workloads are played in the simulated world"};
}

/// The steps of a block are begun, none is waited for.
void RealRunner::begin_together(const scenario::StepBody& body) {
  if (const auto* people = std::get_if<scenario::PersonStep>(&body)) {
    for (const PersonId id : people->who) cluster_.person(id).begin(people->action);
    busy_in_block_.insert(busy_in_block_.end(), people->who.begin(), people->who.end());
  } else if (const auto* clients = std::get_if<scenario::ClientStep>(&body)) {
    begin(*clients);
    connecting_in_block_.insert(connecting_in_block_.end(), clients->who.begin(), clients->who.end());
  } else if (const auto* datagram = std::get_if<scenario::SendDatagram>(&body)) {
    perform(*datagram);
  } else if (const auto* fault = std::get_if<scenario::Fault>(&body)) {
    inject(*fault);
  }
}

/// Lets all who are busy go on; true once none is, or one cannot.
bool RealRunner::advance_people(std::vector<PersonId>& busy) {
  for (std::size_t i = 0; i < busy.size();) {
    PtyPerson& person = cluster_.person(busy[i]);
    if (person.busy()) person.advance();
    if (person.error()) {
      fail(*person.error(), scenario::kStepFailed, {busy[i]});
      return true;
    }
    if (person.busy()) {
      ++i;
    } else {
      busy[i] = busy.back();
      busy.pop_back();
    }
  }
  return busy.empty();
}

void RealRunner::finish_people(std::vector<PersonId> busy) {
  std::sort(busy.begin(), busy.end());
  busy.erase(std::unique(busy.begin(), busy.end()), busy.end());
  const Duration bound =
      real_bound(scenario::limits::kStepDeadline) + static_cast<Duration::rep>(busy.size()) * kTimePerPerson;
  if (until([&] { return advance_people(busy); }, bound) || over()) return;
  std::sort(busy.begin(), busy.end());
  fail("not over in time: " + cluster_.person(busy.front()).waiting_for(), scenario::kStepFailed, busy);
}

bool RealRunner::advance_clients(std::vector<ClientId>& connecting) {
  while (!connecting.empty()) {
    RawClient& client = cluster_.client(connecting.back());
    const bool over = client.connected();
    if (client.error()) {
      fail(*client.error(), scenario::kStepFailed);
      return true;
    }
    if (!over) return false;
    connecting.pop_back();
  }
  return true;
}

void RealRunner::finish_clients(std::vector<ClientId> connecting) {
  const Duration bound = real_bound(scenario::limits::kStepDeadline);
  if (until([&] { return advance_clients(connecting); }, bound) || over()) return;
  fail("not over in time: " + cluster_.client(connecting.back()).name() + " was not greeted",
       scenario::kStepFailed);
}

void RealRunner::perform(const scenario::Expectation& expected) {
  RealConditionChecker checker(cluster_, expected.condition);
  const bool asks = concerns_registry(expected.condition);
  if (asks) cluster_.probe().look();
  const bool met = evaluate(expected, checker);
  if (asks) {
    cluster_.probe().leave();
    until([this] { return cluster_.probe().away(); }, kGrace);
  }
  if (interrupted_) return;
  if (!met) return fail(checker.error(), scenario::kExpectationFailed, checker.concerned());
  if (std::holds_alternative<scenario::NeverSees>(expected.condition)) {
    nevers_.push_back({line_, std::move(checker)});
  }
}

bool RealRunner::evaluate(const scenario::Expectation& expected, RealConditionChecker& checker) {
  const auto holds = [&] { return checker.holds(); };
  switch (expected.when) {
    case scenario::When::kNow:
      return until(holds, real_bound({}));
    case scenario::When::kWithin:
      return until(holds, real_bound(expected.time));
    case scenario::When::kFor:  // From when it is seen to hold: to look takes a moment here.
      return until(holds, real_bound({})) && !until([&] { return !checker.holds(); }, expected.time);
    case scenario::When::kAlways:
    case scenario::When::kNever:
      break;
  }
  infeasible_ = {line_, "what holds after every event is looked at in the simulated world"};
  return true;
}

void RealRunner::check_nevers() {
  for (Never& never : nevers_) {
    line_ = never.line;
    if (never.checker.holds()) continue;
    return fail(never.checker.error(), scenario::kExpectationFailed, never.checker.concerned());
  }
}

void RealRunner::fail(std::string reason, const char* check, const std::vector<PersonId>& concerned) {
  scenario::Failure failure{line_, std::move(reason), {}, check};
  for (std::size_t i = 0; i < concerned.size() && i < scenario::limits::kScreensShown; ++i) {
    const PtyPerson& person = cluster_.person(concerned[i]);
    failure.details.push_back("the end of " + person.name() + "'s screen:");
    const auto lines = person.whole_screen();
    const std::size_t shown = std::min(lines.size(), scenario::limits::kScreenLinesShown);
    for (std::size_t k = lines.size() - shown; k < lines.size(); ++k) {
      failure.details.push_back("  | " + lines[k]);
    }
  }
  failure_ = std::move(failure);
}

}  // namespace parley::sim::real
