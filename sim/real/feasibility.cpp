#include "sim/real/feasibility.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <string_view>

#include "sim/real/real_fault_injector.hpp"
#include "sim/real/registry_probe.hpp"

namespace parley::sim::real {
namespace {

using scenario::InfeasibleStep;
using scenario::Scenario;
using Reason = std::optional<std::string>;

constexpr std::size_t kMostPeople = 120;
constexpr std::size_t kMostClients = 200;

std::string seconds(Duration time) {
  return std::to_string(std::chrono::ceil<std::chrono::seconds>(time).count()) + " s";
}

/// The line of the cast's declaration that begins so.
std::size_t line_that_begins(const Scenario& played, std::string_view word) {
  for (std::size_t i = 0; i < played.source.size(); ++i) {
    if (std::string_view(played.source[i]).starts_with(word)) return i + 1;
  }
  return 1;
}

std::optional<InfeasibleStep> check_participants(const Scenario& played) {
  const auto at = [&](std::string_view word, std::string reason) {
    return InfeasibleStep{line_that_begins(played, word), std::move(reason)};
  };
  if (played.people.size() > kMostPeople) {
    return at("people", std::to_string(played.people.size()) +
                            " people are too many for one machine: at most " + std::to_string(kMostPeople));
  }
  if (played.clients.size() > kMostClients) {
    return at("client", std::to_string(played.clients.size()) +
                            " clients are too many for one machine: at most " + std::to_string(kMostClients));
  }
  if (!played.nats.empty()) return at("nat", "a NAT cannot be made on this machine's loopback");
  if (!played.addresses.empty())
    return InfeasibleStep{played.addresses.front().line, "all programs share this machine's addresses"};
  const auto is_ours = [](const auto& one) { return one.name == RegistryProbe::kName; };
  if (std::any_of(played.people.begin(), played.people.end(), is_ours) ||
      std::any_of(played.clients.begin(), played.clients.end(), is_ours)) {
    return at("", std::string(RegistryProbe::kName) +
                      " is the name under which parley-sim itself logs in at the registry: choose another");
  }
  return std::nullopt;
}

/// Whether people send anything to each other, which none of the link proxies carries.
struct UsesRooms {
  bool operator()(const scenario::PersonStep& step) const {
    return std::holds_alternative<scenario::CreateRoom>(step.action) ||
           std::holds_alternative<scenario::JoinRoom>(step.action) ||
           std::holds_alternative<scenario::Type>(step.action);
  }
  bool operator()(const scenario::Together& block) const {
    return std::any_of(block.steps.begin(), block.steps.end(),
                       [this](const scenario::Step& step) { return std::visit(*this, step.body); });
  }
  bool operator()(const scenario::SendDatagram& step) const { return step.room.has_value(); }
  template <class Other>
  bool operator()(const Other& /*step*/) const {
    return false;
  }
};

class FeasibilityCheck {
 public:
  explicit FeasibilityCheck(bool talk) : talk_(talk) {}

  std::optional<InfeasibleStep> at(const scenario::Step& step) {
    line_ = step.line;
    const Reason reason = std::visit(*this, step.body);
    return reason ? std::optional(InfeasibleStep{line_, *reason}) : std::nullopt;
  }

  Reason operator()(const scenario::PersonStep& /*step*/) { return {}; }
  Reason operator()(const scenario::ClientStep& /*step*/) { return {}; }
  Reason operator()(const scenario::Wait& /*step*/) { return {}; }
  Reason operator()(const scenario::Fault& fault) { return RealFaultInjector::why_infeasible(fault, talk_); }
  Reason operator()(const scenario::SendDatagram& step) {
    if (step.room) return "the port of a room is known to its members alone";
    const bool by_registry = std::any_of(step.who.begin(), step.who.end(), [](const scenario::NodeRef& node) {
      return std::holds_alternative<scenario::TheRegistry>(node);
    });
    return by_registry ? Reason("datagrams cannot be sent from the registry's own socket") : Reason();
  }
  Reason operator()(const scenario::Together& block) {
    for (const scenario::Step& step : block.steps) {
      if (const auto found = at(step)) return found->reason;
    }
    return {};
  }
  Reason operator()(const scenario::Meanwhile& /*block*/) {
    return "what happens in a `meanwhile` block depends on exact times, which the simulated world alone "
           "keeps";
  }
  Reason operator()(const scenario::Workload& /*workload*/) {
    return "workloads are drawn in the simulated world only";
  }
  Reason operator()(const scenario::Expectation& expected) {
    const bool all_along =
        expected.when == scenario::When::kAlways || expected.when == scenario::When::kNever;
    return all_along ? Reason(
                           "`always` and `never` are checked after every event, which the simulated world "
                           "alone can do")
                     : Reason();
  }

 private:
  bool talk_;
  std::size_t line_ = 0;
};

}  // namespace

Duration min_duration(const Scenario& scenario) {
  Duration sum{};
  for (const scenario::Step& step : scenario.steps) {
    if (const auto* wait = std::get_if<scenario::Wait>(&step.body)) sum += wait->time;
    const auto* expected = std::get_if<scenario::Expectation>(&step.body);
    if (expected != nullptr && expected->when == scenario::When::kFor) sum += expected->time;
  }
  return sum;
}

std::optional<InfeasibleStep> find_infeasible(const Scenario& scenario, Duration patience) {
  if (auto found = check_participants(scenario)) return found;
  const bool talk = std::any_of(scenario.steps.begin(), scenario.steps.end(), [](const scenario::Step& step) {
    return std::visit(UsesRooms(), step.body);
  });
  FeasibilityCheck look(talk);
  for (const scenario::Step& step : scenario.steps) {
    if (auto found = look.at(step)) return found;
  }
  const Duration waiting = min_duration(scenario);
  if (waiting <= patience) return std::nullopt;
  return InfeasibleStep{scenario.steps.front().line, "it waits for " + seconds(waiting) +
                                                         " of real time, of which " + seconds(patience) +
                                                         " are granted (--patience)"};
}

}  // namespace parley::sim::real
