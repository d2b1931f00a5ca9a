#include "sim/language/writer.hpp"

#include "sim/language/keywords.hpp"
#include "sim/language/statements.hpp"

namespace parley::sim::scenario {
namespace {

constexpr std::string_view kIndent = "  ";

/// Writes one scenario line by line.
class Writer {
 public:
  explicit Writer(const Scenario& scenario) : scenario_(scenario), names_(scenario) {}

  std::string all() {
    text_ = "# " + scenario_.title + "\n";
    cast();
    text_ += "\n";
    steps(scenario_.steps);
    return std::move(text_);
  }

  std::string one(const Step& step) const { return statement(step.body); }

 private:
  void line(const std::string& statement) { text_ += statement + "\n"; }

  void cast() {
    const std::vector<Person>& people = scenario_.people;
    for (std::size_t i = 0; i < people.size();) {
      std::vector<std::string> names;
      const wire::Dialect dialect = people[i].dialect;
      for (; i < people.size() && people[i].dialect == dialect; ++i) names.push_back(people[i].name);
      line("people " + declared(names) + (dialect == wire::Dialect::kV1 ? " speaking v1" : ""));
    }
    std::vector<std::string> clients;
    for (const Client& client : scenario_.clients) clients.push_back(client.name);
    if (!clients.empty()) line("client " + declared(clients));
    for (const Group& group : scenario_.groups) line("group " + group.name + " is " + members(group));
    for (const Nat& nat : scenario_.nats) {
      const std::string kind = text_of(nat.kind, kNatKeywords);
      line(names_.who(nat.nodes).verb("is behind a ", "are behind a ") + kind + " nat");
    }
    for (const MachineAddresses& machine : scenario_.addresses) {
      std::string families;
      for (const AddressFamily family : machine.families) {
        (families += families.empty() ? "" : " and ") += text_of(family, kFamilyKeywords);
      }
      line(names_.who(machine.nodes).verb("has ", "have ") + families);
    }
  }

  /// As listed(), with blanks between: in a declaration stand neither `,` nor `and`.
  static std::string declared(const std::vector<std::string>& names) {
    std::string text = listed(names);
    for (std::size_t at = text.find(" and "); at != std::string::npos; at = text.find(" and ")) {
      text.replace(at, 5, " ");
    }
    std::erase(text, ',');
    return text;
  }

  std::string members(const Group& group) const {
    std::vector<std::string> names;
    for (const NodeRef& member : group.members) names.push_back(names_.name(member));
    return listed(names);
  }

  void steps(const std::vector<Step>& steps) {
    for (std::size_t i = 0; i < steps.size(); ++i) {
      const std::vector<StepBody> next = bodies(steps, i);
      if (arrival(next)) i += 2;
      line(arrival(next) ? arrival_text(next) : statement(next.front()));
    }
  }

  // A start, a sign-up and a login of the same people, with nothing special, are an arrival.
  template <class Steps>
  static std::vector<StepBody> bodies(const Steps& steps, std::size_t first) {
    std::vector<StepBody> next;
    for (std::size_t i = first; i < steps.size() && i < first + 3; ++i) next.push_back(body_of(steps[i]));
    return next;
  }
  static const StepBody& body_of(const Step& step) { return step.body; }
  static const StepBody& body_of(const TimedStep& timed) { return timed.step.body; }

  static bool arrival(const std::vector<StepBody>& next) {
    const auto* first = std::get_if<PersonStep>(&next.front());
    if (first == nullptr || next.size() < 3) return false;
    const PersonStep starts{first->who, first->in_turn, Start{}};
    const PersonStep signs_up{first->who, first->in_turn, SignUp{}};
    const PersonStep logs_in{first->who, first->in_turn, LogIn{}};
    return next[0] == StepBody(starts) && next[1] == StepBody(signs_up) && next[2] == StepBody(logs_in);
  }
  std::string arrival_text(const std::vector<StepBody>& next) const {
    const auto& step = std::get<PersonStep>(next.front());
    return subject(step).verb("arrives", "arrive");
  }

  NameWriter::Who subject(const PersonStep& step) const {
    NameWriter::Who who = names_.who(step.who);
    if (step.in_turn) who.text += " in turn";
    return who;
  }

  std::string statement(const StepBody& body) const {
    return std::visit([this](const auto& step) { return say(step); }, body);
  }

  std::string say(const PersonStep& step) const {
    NameWriter::Who who = subject(step);
    if (step.tries) who = {who.verb("tries to", "try to"), true};  // And then as many would do it.
    return person_text(who, step.action);
  }
  std::string say(const ClientStep& step) const { return client_text(names_.who(step.who), step.action); }
  std::string say(const SendDatagram& step) const {
    return names_.who(step.who).verb("sends datagram ", "send datagram ") + written_bytes(step.bytes) +
           (step.room ? " to room " + *step.room : "");
  }
  std::string say(const Wait& step) const { return "wait " + to_text(step.time); }
  std::string say(const Workload& load) const { return workload_text(names_, load); }
  std::string say(const Fault& fault) const { return fault_text(names_, fault); }

  std::string say(const Together& block) const {
    std::string text = "at the same time:";
    for (std::size_t i = 0; i < block.steps.size(); ++i) {
      const std::vector<StepBody> next = bodies(block.steps, i);
      if (arrival(next)) i += 2;
      text += "\n" + std::string(kIndent) + (arrival(next) ? arrival_text(next) : statement(next.front()));
    }
    return text;
  }

  std::string say(const Meanwhile& block) const {
    std::string text = block.as_recorded ? "meanwhile, as recorded:" : "meanwhile:";
    for (std::size_t i = 0; i < block.steps.size(); ++i) {
      const Duration at = block.steps[i].at;
      const std::vector<StepBody> next = bodies(block.steps, i);
      const bool whole = arrival(next) && block.steps[i + 1].at == at && block.steps[i + 2].at == at;
      if (whole) i += 2;
      text += "\n" + std::string(kIndent) + "at " + to_text(at) + " " +
              (whole ? arrival_text(next) : statement(next.front()));
    }
    return text;
  }

  std::string say(const Expectation& expected) const {
    const std::string condition = condition_text(names_, expected.condition);
    switch (expected.when) {
      case When::kNow:
        return condition;
      case When::kWithin:
        return "within " + to_text(expected.time) + " " + condition;
      case When::kFor:
        return "for " + to_text(expected.time) + " " + condition;
      case When::kAlways:
        return "always " + condition;
      case When::kNever:
        return "never " + condition;
    }
    return condition;
  }

  const Scenario& scenario_;
  NameWriter names_;
  std::string text_;
};

}  // namespace

std::string to_text(const Scenario& scenario) { return Writer(scenario).all(); }

std::string to_text(const Scenario& scenario, const Step& step) { return Writer(scenario).one(step); }

}  // namespace parley::sim::scenario
