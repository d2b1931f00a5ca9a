#include "sim/play/runner.hpp"

#include <algorithm>
#include <utility>

#include "sim/language/limits.hpp"

namespace parley::sim::scenario {

RunResult Runner::play() {
  cluster_.start_registry();
  await_registry_start();
  for (const Step& step : cluster_.scenario().steps) {
    if (!over()) perform(step);
  }
  if (!over()) check_nevers();
  RunResult result;
  backend_.finish(result);
  return result;
}

void Runner::perform(const Step& step) {
  status_.begin_line(step.line);
  backend_.begin_step(step);
  std::visit([this](const auto& body) { perform(body); }, step.body);
}

void Runner::perform(const PersonStep& step) {
  std::vector<PersonId> busy;
  for (const PersonId id : step.who) {
    cluster_.person(id).begin(step.action, true);
    busy.push_back(id);
    if (step.in_turn && !over()) finish_people(std::exchange(busy, {}));
  }
  if (!over()) finish_people(std::move(busy));
}

void Runner::perform(const ClientStep& step) {
  for (const ClientId id : step.who) cluster_.client(id).perform(step.action);
  finish_clients(step.who);
}

void Runner::perform(const SendDatagram& step) {
  if (auto error = cluster_.send(step)) status_.fail(*std::move(error));
}

void Runner::perform(const Wait& step) {
  backend_.run_until([] { return false; }, step.time);
}

void Runner::perform(const Fault& fault) {
  backend_.inject(fault, status_.line());
  if (std::holds_alternative<StopRegistry>(fault)) return await_registry_end();
  await_restart();
}

void Runner::perform(const Together& block) {
  busy_in_block_.clear();
  connecting_in_block_.clear();
  for (const Step& step : block.steps) {
    backend_.begin_step(step);
    begin_together(step);
  }
  if (!over()) finish_people(busy_in_block_);
  if (!over()) finish_clients(connecting_in_block_);
  await_restart();
}

/// A day like any other, alone.
void Runner::perform(const Workload& load) {
  const Meanwhile block{{{Duration::zero(), Step{status_.line(), load}}}};
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
    backend_.inject(*fault, step.line);
  }
}

/// Lets all who are busy go on; true once none is, or one cannot.
bool Runner::advance_people(std::vector<PersonId>& busy) {
  for (std::size_t i = 0; i < busy.size();) {
    PlayedPerson& person = cluster_.person(busy[i]);
    if (person.busy()) person.advance();
    if (person.error()) {
      status_.fail(*person.error(), {busy[i]});
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

void Runner::finish_people(std::vector<PersonId> busy) {
  std::sort(busy.begin(), busy.end());
  busy.erase(std::unique(busy.begin(), busy.end()), busy.end());
  const Duration longest =
      limits::kStepDeadline + static_cast<Duration::rep>(busy.size()) * limits::kExtraTimePerPerson;
  if (backend_.run_until([&] { return advance_people(busy); }, backend_.timing().bound(longest))) return;
  std::sort(busy.begin(), busy.end());
  status_.fail("not over in time: " + cluster_.person(busy.front()).waiting_for(), busy);
}

bool Runner::advance_clients(std::vector<ClientId>& connecting) {
  while (!connecting.empty()) {
    PlayedClient& client = cluster_.client(connecting.back());
    const bool over = client.connected();
    if (client.error()) {
      status_.fail(*client.error());
      return true;
    }
    if (!over) return false;
    connecting.pop_back();
  }
  return true;
}

void Runner::finish_clients(std::vector<ClientId> connecting) {
  const Duration longest = backend_.timing().bound(limits::kStepDeadline);
  if (backend_.run_until([&] { return advance_clients(connecting); }, longest)) return;
  status_.fail("not over in time: " + cluster_.client(connecting.back()).name() + " was not greeted");
}

void Runner::await_registry_start() {
  const auto ready = [this] { return cluster_.registry_state() == RegistryState::kReady; };
  const Duration longest = backend_.timing().bound(limits::kStepDeadline);
  if (!backend_.run_until(ready, longest)) status_.fail("the registry does not start");
}

void Runner::await_registry_end() {
  const auto ended = [this] { return cluster_.registry_state() != RegistryState::kStopping; };
  const Duration longest = backend_.timing().bound(limits::kStepDeadline);
  if (!backend_.run_until(ended, longest)) status_.fail("the registry does not end");
}

void Runner::await_restart() {
  if (over() || !backend_.timing().waits_for_restart) return;
  if (cluster_.registry_state() == RegistryState::kStarting) await_registry_start();
}

void Runner::perform(const Expectation& expected) {
  if (expected.when == When::kAlways || expected.when == When::kNever) return backend_.monitor(expected);
  ConditionChecker checker(cluster_, expected.condition);
  RegistryView& registry = cluster_.registry_view();
  const bool asks = concerns_registry(expected.condition);
  if (asks) registry.start();
  const bool met = evaluate(expected, checker);
  if (asks) {
    registry.stop();
    backend_.run_until([&] { return registry.stopped(); }, backend_.timing().grace);
  }
  if (over()) return;
  if (!met) return status_.fail(checker.error(), checker.concerned(), kExpectationFailed);
  if (std::holds_alternative<NeverSees>(expected.condition))
    nevers_.push_back({status_.line(), std::move(checker)});
}

bool Runner::evaluate(const Expectation& expected, ConditionChecker& checker) {
  switch (expected.when) {
    case When::kWithin:
      return backend_.run_until([&] { return checker.holds(); }, backend_.timing().bound(expected.time));
    case When::kFor:  // From when it is seen to hold, where looking takes time.
      if (backend_.timing().grace > Duration::zero() && !holds_now(checker)) return false;
      return !backend_.run_until([&] { return !checker.holds(); }, expected.time);
    default:
      return holds_now(checker);
  }
}

/// Now, or as soon as this world can show it.
bool Runner::holds_now(ConditionChecker& checker) {
  if (checker.holds()) return true;
  const Duration grace = backend_.timing().grace;
  return grace > Duration::zero() && backend_.run_until([&] { return checker.holds(); }, grace);
}

void Runner::check_nevers() {
  for (Never& never : nevers_) {
    if (never.checker.holds()) continue;
    return status_.fail_at(never.line, never.checker.error(), never.checker.concerned(), kExpectationFailed);
  }
}

}  // namespace parley::sim::scenario
