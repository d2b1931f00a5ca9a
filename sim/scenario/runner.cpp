#include "sim/scenario/runner.hpp"

#include <algorithm>

#include "registry/rooms.hpp"
#include "room/open_room.hpp"
#include "sim/scenario/fault_play.hpp"
#include "sim/scenario/limits.hpp"

namespace parley::sim::scenario {

Runner::Runner(const Scenario& scenario, RunnerOptions options)
    : stage_(scenario, options.seed), options_(std::move(options)) {
  for (TraceListener* listener : options_.listeners) stage_.world().add_listener(listener);
}

Runner::Runner(const Scenario& scenario, std::uint64_t seed, TraceListener* listener)
    : Runner(scenario, {seed, listener == nullptr ? std::vector<TraceListener*>() : std::vector{listener}}) {}

Outcome Runner::play() {
  open();
  for (const Step& step : stage_.scenario().steps) {
    if (!failure_) perform(step);
  }
  if (!failure_) check_nevers();
  World& world = stage_.world();
  Outcome outcome;
  outcome.seed = options_.seed;
  outcome.virtual_time = world.now().time_since_epoch();
  outcome.events = world.counts().events;
  outcome.trace_hash = world.trace_hash();
  outcome.failure = failure_;
  return outcome;
}

void Runner::open() {
  stage_.start_registry();
  const auto ready = [this] { return stage_.registry_ready(); };
  if (!stage_.world().run_until(ready, limits::kStepDeadline)) fail("the registry does not start");
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
  announce(step);
  std::visit([this](const auto& body) { perform(body); }, step.body);
}

void Runner::perform(const PersonStep& step) {
  std::vector<PersonId> busy;
  for (const PersonId id : step.who) {
    stage_.person(id).begin(step.action, true);
    busy.push_back(id);
    if (step.in_turn && !failure_) finish_people(std::exchange(busy, {}));
  }
  if (!failure_) finish_people(std::move(busy));
}

void Runner::perform(const ClientStep& step) {
  for (const ClientId id : step.who) stage_.client(id).perform(step.action);
  finish_clients(step.who);
}

void Runner::perform(const SendDatagram& step) {
  Endpoint to = stage_.registry_udp();
  if (step.room) {
    const auto name = RoomName::parse(*step.room);
    const registry::Registry* registry = stage_.registry();
    const registry::Room* room = name && registry != nullptr ? registry->rooms().find(*name) : nullptr;
    if (room == nullptr) return fail("there is no room " + *step.room);
    to = {room::kOpenGroup, room->port};
  }
  for (const NodeRef& node : step.who) stage_.send_datagram(stage_.node(node), to, step.bytes);
}

void Runner::perform(const Wait& step) { stage_.world().run_for(step.time); }

void Runner::perform(const Fault& fault) { strike(stage_, fault); }

void Runner::perform(const Together& block) {
  busy_in_block_.clear();
  connecting_in_block_.clear();
  for (const Step& step : block.steps) {
    announce(step);
    begin_together(step.body);
  }
  const std::size_t line = line_;
  finish_people(busy_in_block_);
  if (!failure_) finish_clients(connecting_in_block_);
  line_ = line;
}

/// The steps of a block are begun, none is waited for.
void Runner::begin_together(const StepBody& body) {
  if (const auto* people = std::get_if<PersonStep>(&body)) {
    for (const PersonId id : people->who) stage_.person(id).begin(people->action, false);
    busy_in_block_.insert(busy_in_block_.end(), people->who.begin(), people->who.end());
  } else if (const auto* clients = std::get_if<ClientStep>(&body)) {
    for (const ClientId id : clients->who) stage_.client(id).perform(clients->action);
    connecting_in_block_.insert(connecting_in_block_.end(), clients->who.begin(), clients->who.end());
  } else if (const auto* datagram = std::get_if<SendDatagram>(&body)) {
    perform(*datagram);
  } else if (const auto* fault = std::get_if<Fault>(&body)) {
    perform(*fault);
  }
}

/// Lets all who are busy go on; true once none is, or one cannot.
bool Runner::settle_people(std::vector<PersonId>& busy) {
  for (std::size_t i = 0; i < busy.size();) {
    PersonPlay& person = stage_.person(busy[i]);
    if (person.busy()) person.advance();
    if (person.complaint()) {
      fail(*person.complaint(), {busy[i]});
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
  const Duration bound =
      limits::kStepDeadline + static_cast<Duration::rep>(busy.size()) * limits::kExtraTimePerPerson;
  const bool settled = stage_.world().run_until([&] { return settle_people(busy); }, bound);
  if (settled) return;
  std::sort(busy.begin(), busy.end());
  fail("not over in time: " + stage_.person(busy.front()).occupation(), busy);
}

bool Runner::settle_clients(std::vector<ClientId>& connecting) {
  while (!connecting.empty()) {
    ClientPlay& client = stage_.client(connecting.back());
    const bool over = client.connected();
    if (client.complaint()) {
      fail(*client.complaint());
      return true;
    }
    if (!over) return false;
    connecting.pop_back();
  }
  return true;
}

void Runner::finish_clients(std::vector<ClientId> connecting) {
  const bool settled =
      stage_.world().run_until([&] { return settle_clients(connecting); }, limits::kStepDeadline);
  if (!settled) fail("not over in time: " + stage_.client(connecting.back()).name() + " was not greeted");
}

void Runner::perform(const Expectation& expected) {
  Watch watch(stage_, expected.condition);
  if (!meet(expected, watch)) return fail(watch.complaint(), watch.concerned());
  if (std::holds_alternative<NeverSees>(expected.condition)) nevers_.push_back({line_, std::move(watch)});
}

bool Runner::meet(const Expectation& expected, Watch& watch) {
  switch (expected.when) {
    case When::kNow:
      return watch.holds();
    case When::kWithin:
      return stage_.world().run_until([&] { return watch.holds(); }, expected.time);
    case When::kAlways:
    case When::kNever:
      return true;
    case When::kFor:
      return !stage_.world().run_until([&] { return !watch.holds(); }, expected.time);
  }
  return false;
}

void Runner::check_nevers() {
  for (Never& never : nevers_) {
    line_ = never.line;
    if (!never.watch.holds()) return fail(never.watch.complaint(), never.watch.concerned());
  }
}

void Runner::fail(std::string reason, const std::vector<PersonId>& concerned) {
  Failure failure{line_, std::move(reason), {}, kStepFailed};
  for (std::size_t i = 0; i < concerned.size() && i < limits::kScreensShown; ++i) {
    const PersonPlay& person = stage_.person(concerned[i]);
    failure.details.push_back("the end of " + person.name() + "'s screen:");
    for (const std::string& line : person.end_of_screen(limits::kScreenLinesShown)) {
      failure.details.push_back("  | " + line);
    }
  }
  failure_ = std::move(failure);
}

}  // namespace parley::sim::scenario
