#include "sim/language/validator.hpp"

#include <cstdint>

namespace parley::sim::scenario {
namespace {

/// kUnknown: what chance and time decide, which is for the play to find out.
enum class ProgramState : std::uint8_t { kNotStarted, kRunning, kCrashed, kUnknown };

/// Walks through the steps and keeps who runs. A program that ended by itself still counts as running:
/// that is for the play to find out.
class Validator {
 public:
  explicit Validator(const Scenario& scenario)
      : scenario_(scenario), people_(scenario.people.size()), clients_(scenario.clients.size()) {}

  std::vector<Diagnostic> run() {
    if (scenario_.steps.empty()) error(1, "no steps, expected at least one");
    for (const Step& step : scenario_.steps) visit(step);
    return std::move(errors_);
  }

 private:
  void visit(const Step& step) {
    line_ = step.line;
    std::visit([this](const auto& body) { check(body); }, step.body);
  }

  void check(const PersonStep& step) {
    const bool starts = std::holds_alternative<Start>(step.action);
    for (const PersonId id : step.who) {
      ProgramState& state = people_[id.index];
      if (starts && state == ProgramState::kCrashed)
        error(line_, name(id) + " has crashed, expected `restart " + name(id) + "`");
      if (starts) state = ProgramState::kRunning;
      if (state != ProgramState::kRunning && state != ProgramState::kUnknown)
        error(line_, name(id) + " is not running, expected `" + name(id) + " starts` before");
    }
  }

  void check(const ClientStep& step) {
    for (const ClientId id : step.who) {
      ProgramState& state = clients_[id.index];
      if (std::holds_alternative<Connect>(step.action)) state = ProgramState::kRunning;
      if (state != ProgramState::kRunning && state != ProgramState::kUnknown) {
        error(line_, name(id) + " is not connected, expected `" + name(id) + " connects` before");
      }
    }
  }

  void check(const SendDatagram& step) {
    for (const NodeRef& node : step.who) {
      if (state_of(node) == ProgramState::kCrashed)
        error(line_, name(node) + " has crashed, expected it to be restarted before");
    }
  }

  void check(const Wait& /*step*/) {}

  void check(const Together& block) {
    for (const Step& step : block.steps) visit(step);
  }

  /// What cannot be done there is left out, so all that has to be right is who is named.
  void check(const Meanwhile& block) {
    for (const TimedStep& each : block.steps) {
      line_ = each.step.line;
      const auto* fault = std::get_if<Fault>(&each.step.body);
      if (fault != nullptr) check_targets(*fault);
    }
    people_.assign(people_.size(), ProgramState::kUnknown);
    clients_.assign(clients_.size(), ProgramState::kUnknown);
    registry_ = ProgramState::kUnknown;
  }

  void check(const Workload& load) {
    for (const PersonId id : load.who) people_[id.index] = ProgramState::kUnknown;
  }

  void check(const Fault& fault) {
    check_targets(fault);
    if (const auto* crash = std::get_if<Crash>(&fault)) {
      inject(crash->nodes, crash->time);
    } else if (const auto* power = std::get_if<LosePower>(&fault)) {
      inject(power->nodes, power->time);
    } else if (const auto* stop = std::get_if<StopRegistry>(&fault)) {
      inject({TheRegistry{}}, stop->time);
    } else if (const auto* vanish = std::get_if<Vanish>(&fault)) {
      for (const NodeRef& node : vanish->nodes) state_of(node) = ProgramState::kCrashed;
    } else if (const auto* restart = std::get_if<Restart>(&fault)) {
      for (const NodeRef& node : restart->nodes) this->restart(node);
    }
  }

  /// A client is no program that could crash or stand at a screen.
  void check_targets(const Fault& fault) {
    const Nodes* nodes = nullptr;
    if (const auto* crash = std::get_if<Crash>(&fault)) nodes = &crash->nodes;
    if (const auto* power = std::get_if<LosePower>(&fault)) nodes = &power->nodes;
    if (const auto* restart = std::get_if<Restart>(&fault)) nodes = &restart->nodes;
    for (const NodeRef& node : nodes == nullptr ? Nodes{} : *nodes) {
      if (!std::holds_alternative<ClientId>(node)) continue;
      error(line_, name(node) + " is a client, expected `" + name(node) + " disconnects` or `vanishes`");
    }
    check_connections(fault);
  }

  void check_connections(const Fault& fault) {
    const Nodes* nodes = nullptr;
    if (const auto* torn = std::get_if<BreakConnection>(&fault)) nodes = &torn->nodes;
    if (const auto* half = std::get_if<HalfClose>(&fault)) nodes = &half->nodes;
    for (const NodeRef& node : nodes == nullptr ? Nodes{} : *nodes) {
      if (std::holds_alternative<TheRegistry>(node))
        error(line_, "the registry's own connection, expected whose to the registry it is");
    }
  }

  void inject(const Nodes& nodes, const ForTime& time) {
    for (const NodeRef& node : nodes) {
      ProgramState& state = state_of(node);
      if (state != ProgramState::kRunning && state != ProgramState::kUnknown)
        error(line_, name(node) + " is not running, expected it to be started before");
      state = time ? ProgramState::kUnknown : ProgramState::kCrashed;
    }
  }

  void restart(const NodeRef& node) {
    ProgramState& state = state_of(node);
    if (state != ProgramState::kCrashed && state != ProgramState::kUnknown)
      error(line_, name(node) + " has not crashed, expected `crash` before");
    state = ProgramState::kRunning;
  }

  void check(const Expectation& expected) {
    const Condition& condition = expected.condition;
    const bool silence =
        std::holds_alternative<DoesNotSee>(condition) || std::holds_alternative<ReceivesNothing>(condition);
    const bool event = std::holds_alternative<Sees>(condition) || std::holds_alternative<Receives>(condition);
    const bool lasts = expected.when == When::kAlways || expected.when == When::kNever;
    if (silence && expected.when != When::kFor)
      error(line_, "that takes time to show, expected `for TIME` in front");
    if (event && expected.when == When::kFor)
      error(line_, "that happens once, expected `within TIME` in front, or nothing");
    if (event && lasts) {
      error(line_, "that happens once, expected `never sees` behind who, or something that lasts");
    }
    if (std::holds_alternative<NeverSees>(condition) && expected.when != When::kNow) {
      error(line_, "`never` is for the whole scenario, expected no time in front");
    }
  }

  ProgramState& state_of(const NodeRef& node) {
    if (const auto* person = std::get_if<PersonId>(&node)) return people_[person->index];
    if (const auto* client = std::get_if<ClientId>(&node)) return clients_[client->index];
    return registry_;
  }

  const std::string& name(PersonId id) const { return scenario_.people[id.index].name; }
  const std::string& name(ClientId id) const { return scenario_.clients[id.index].name; }
  std::string name(const NodeRef& node) const {
    if (const auto* person = std::get_if<PersonId>(&node)) return name(*person);
    if (const auto* client = std::get_if<ClientId>(&node)) return name(*client);
    return "the registry";
  }

  void error(std::size_t line, std::string message) {
    errors_.push_back({scenario_.file, line, std::move(message)});
  }

  const Scenario& scenario_;
  std::vector<ProgramState> people_;
  std::vector<ProgramState> clients_;
  ProgramState registry_ = ProgramState::kRunning;
  std::size_t line_ = 1;
  std::vector<Diagnostic> errors_;
};

}  // namespace

std::vector<Diagnostic> validate(const Scenario& scenario) { return Validator(scenario).run(); }

}  // namespace parley::sim::scenario
