#include "sim/real/player.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

#include "sim/scenario/limits.hpp"

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

Duration slow(Duration virtual_time) { return kSlowness * virtual_time + kGrace; }

Player::Player(const scenario::Scenario& scenario, const Programs& programs, scenario::TapeFolder* tapes)
    : recording_(tapes != nullptr), stage_(scenario, programs, tapes), faults_(stage_) {
  stage_.loop().on_termination([this] { interrupted_ = true; });
}

Outcome Player::play() {
  const auto begun = std::chrono::steady_clock::now();
  pulse();
  open();
  for (const scenario::Step& step : stage_.scenario().steps) {
    if (!over()) perform(step);
  }
  if (!over()) check_nevers();
  Outcome outcome{failure_, unplayable_, interrupted_, std::chrono::steady_clock::now() - begun, {}, {}};
  if (interrupted_) outcome.failure.reset();
  outcome.transcript = stage_.transcript();
  if (outcome.failure) outcome.registry_log = stage_.registry().log();
  if (recording_) end_programs();
  return outcome;
}

/// Also after ^C. Whom the time does not suffice is killed with the stage.
void Player::end_programs() {
  auto& seats = stage_.seats();
  for (Seat& seat : seats) seat.ask_to_end();
  const auto nobody = [&] {
    return std::none_of(seats.begin(), seats.end(), [](const Seat& seat) { return seat.running(); });
  };
  stage_.loop().run_until(nobody, kTimeToEnd);
  stage_.registry().ask_to_end();
  stage_.loop().run_until([this] { return !stage_.registry().running(); }, kTimeToEnd);
}

/// Nothing is waited for longer than that without being looked at.
void Player::pulse() {
  stage_.delays().after(kPulse, [this] { pulse(); });
}

bool Player::until(const std::function<bool()>& done, Duration bound) {
  bool met = false;
  const auto look = [&] {
    stage_.tend();
    met = done();
    return met || interrupted_;
  };
  stage_.loop().run_until(look, bound);
  return met && !interrupted_;
}

void Player::open() {
  stage_.registry().start();
  await_registry();
}

void Player::await_registry() {
  if (!until([this] { return stage_.is_open(); }, kStartTime) && !over()) {
    fail("the registry does not start", scenario::kStepFailed);
  }
}

bool Player::registry_is_to_run() {
  return stage_.registry().running() && !stage_.registry().paused() && !stage_.registry().ending();
}

void Player::await_end_of_registry() {
  if (!until([this] { return !stage_.registry().running(); }, kTimeToEnd) && !over()) {
    fail("the registry does not end", scenario::kStepFailed);
  }
}

void Player::perform(const scenario::Step& step) {
  line_ = step.line;
  std::visit([this](const auto& body) { perform(body); }, step.body);
}

void Player::perform(const scenario::PersonStep& step) {
  std::vector<PersonId> busy;
  for (const PersonId id : step.who) {
    stage_.seat(id).begin(step.action);
    busy.push_back(id);
    if (step.in_turn && !over()) finish_people(std::exchange(busy, {}));
  }
  if (!over()) finish_people(std::move(busy));
}

void Player::begin(const scenario::ClientStep& step) {
  for (const ClientId id : step.who) {
    if (std::holds_alternative<scenario::Connect>(step.action)) stage_.lane(id).come_back();
    stage_.caller(id).perform(step.action);
  }
}

void Player::perform(const scenario::ClientStep& step) {
  begin(step);
  finish_clients(step.who);
}

void Player::perform(const scenario::SendDatagram& step) {
  for (const scenario::NodeRef& node : step.who) {
    stage_.lane(node).come_back();
    stage_.lane(node).send_datagram(step.bytes);
  }
}

void Player::perform(const scenario::Wait& step) {
  until([] { return false; }, step.time);
}

void Player::perform(const scenario::Fault& fault) {
  strike(fault);
  if (std::holds_alternative<scenario::StopRegistry>(fault)) return await_end_of_registry();
  if (registry_is_to_run() && !over()) await_registry();
}

void Player::strike(const scenario::Fault& fault) {
  if (const auto reason = faults_.strike(fault)) unplayable_ = {line_, *reason};
}

void Player::perform(const scenario::Together& block) {
  busy_in_block_.clear();
  connecting_in_block_.clear();
  for (const scenario::Step& step : block.steps) begin_together(step.body);
  const std::size_t line = line_;
  if (!over()) finish_people(busy_in_block_);
  if (!over()) finish_clients(connecting_in_block_);
  if (!over() && registry_is_to_run()) await_registry();
  line_ = line;
}

void Player::perform(const scenario::Meanwhile& /*block*/) {
  unplayable_ = {line_, "blocks of `meanwhile` are played in the simulated world"};
}

void Player::perform(const scenario::Workload& /*workload*/) {
  unplayable_ = {line_, "workloads are played in the simulated world"};
}

/// The steps of a block are begun, none is waited for.
void Player::begin_together(const scenario::StepBody& body) {
  if (const auto* people = std::get_if<scenario::PersonStep>(&body)) {
    for (const PersonId id : people->who) stage_.seat(id).begin(people->action);
    busy_in_block_.insert(busy_in_block_.end(), people->who.begin(), people->who.end());
  } else if (const auto* clients = std::get_if<scenario::ClientStep>(&body)) {
    begin(*clients);
    connecting_in_block_.insert(connecting_in_block_.end(), clients->who.begin(), clients->who.end());
  } else if (const auto* datagram = std::get_if<scenario::SendDatagram>(&body)) {
    perform(*datagram);
  } else if (const auto* fault = std::get_if<scenario::Fault>(&body)) {
    strike(*fault);
  }
}

/// Lets all who are busy go on; true once none is, or one cannot.
bool Player::settle_people(std::vector<PersonId>& busy) {
  for (std::size_t i = 0; i < busy.size();) {
    Seat& seat = stage_.seat(busy[i]);
    if (seat.busy()) seat.advance();
    if (seat.complaint()) {
      fail(*seat.complaint(), scenario::kStepFailed, {busy[i]});
      return true;
    }
    if (seat.busy()) {
      ++i;
    } else {
      busy[i] = busy.back();
      busy.pop_back();
    }
  }
  return busy.empty();
}

void Player::finish_people(std::vector<PersonId> busy) {
  std::sort(busy.begin(), busy.end());
  busy.erase(std::unique(busy.begin(), busy.end()), busy.end());
  const Duration bound =
      slow(scenario::limits::kStepDeadline) + static_cast<Duration::rep>(busy.size()) * kTimePerPerson;
  if (until([&] { return settle_people(busy); }, bound) || over()) return;
  std::sort(busy.begin(), busy.end());
  fail("not over in time: " + stage_.seat(busy.front()).occupation(), scenario::kStepFailed, busy);
}

bool Player::settle_clients(std::vector<ClientId>& connecting) {
  while (!connecting.empty()) {
    Caller& caller = stage_.caller(connecting.back());
    const bool over = caller.connected();
    if (caller.complaint()) {
      fail(*caller.complaint(), scenario::kStepFailed);
      return true;
    }
    if (!over) return false;
    connecting.pop_back();
  }
  return true;
}

void Player::finish_clients(std::vector<ClientId> connecting) {
  const Duration bound = slow(scenario::limits::kStepDeadline);
  if (until([&] { return settle_clients(connecting); }, bound) || over()) return;
  fail("not over in time: " + stage_.caller(connecting.back()).name() + " was not greeted",
       scenario::kStepFailed);
}

void Player::perform(const scenario::Expectation& expected) {
  Watch watch(stage_, expected.condition);
  const bool asks = concerns_registry(expected.condition);
  if (asks) stage_.observer().look();
  const bool met = meet(expected, watch);
  if (asks) {
    stage_.observer().leave();
    until([this] { return stage_.observer().away(); }, kGrace);
  }
  if (interrupted_) return;
  if (!met) return fail(watch.complaint(), scenario::kExpectationFailed, watch.concerned());
  if (std::holds_alternative<scenario::NeverSees>(expected.condition)) {
    nevers_.push_back({line_, std::move(watch)});
  }
}

bool Player::meet(const scenario::Expectation& expected, Watch& watch) {
  const auto holds = [&] { return watch.holds(); };
  switch (expected.when) {
    case scenario::When::kNow:
      return until(holds, slow({}));
    case scenario::When::kWithin:
      return until(holds, slow(expected.time));
    case scenario::When::kFor:  // From when it is seen to hold: to look takes a moment here.
      return until(holds, slow({})) && !until([&] { return !watch.holds(); }, expected.time);
    case scenario::When::kAlways:
    case scenario::When::kNever:
      break;
  }
  unplayable_ = {line_, "what holds after every event is looked at in the simulated world"};
  return true;
}

void Player::check_nevers() {
  for (Never& never : nevers_) {
    line_ = never.line;
    if (never.watch.holds()) continue;
    return fail(never.watch.complaint(), scenario::kExpectationFailed, never.watch.concerned());
  }
}

void Player::fail(std::string reason, const char* check, const std::vector<PersonId>& concerned) {
  scenario::Failure failure{line_, std::move(reason), {}, check};
  for (std::size_t i = 0; i < concerned.size() && i < scenario::limits::kScreensShown; ++i) {
    const Seat& seat = stage_.seat(concerned[i]);
    failure.details.push_back("the end of " + seat.name() + "'s screen:");
    const auto lines = seat.whole_screen();
    const std::size_t shown = std::min(lines.size(), scenario::limits::kScreenLinesShown);
    for (std::size_t k = lines.size() - shown; k < lines.size(); ++k) {
      failure.details.push_back("  | " + lines[k]);
    }
  }
  failure_ = std::move(failure);
}

}  // namespace parley::sim::real
