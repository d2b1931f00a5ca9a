#include <algorithm>
#include <optional>
#include <string>

#include "sim/shrink/edit.hpp"
#include "sim/shrink/shrink.hpp"

namespace parley::sim::explore {
namespace {

using namespace scenario;  // All of the language is visited here.

constexpr std::size_t kLongList = 8;  ///< Longer lists of nodes are not tried one by one.

/// Changes the step of this number alone.
Change at_step(std::size_t number, std::function<void(Step&)> change) {
  return [number, change = std::move(change)](Scenario& scenario) {
    std::size_t next = 0;
    for_each_step(scenario, [&](Step& step, Duration* /*at*/) {
      if (next++ == number) change(step);
    });
  };
}

/// Its simplest form: without arguments where they may be left out.
struct Plainer {
  std::string room;

  void operator()(Start& start) const { start = {}; }
  void operator()(SignUp& sign_up) const { sign_up = {}; }
  void operator()(LogIn& log_in) const { log_in = {}; }
  void operator()(ListPeople& list) const { list = {}; }
  void operator()(CreateRoom& create) const { create.room = room; }
  void operator()(JoinRoom& join) const { join.room = room; }
  void operator()(Say& say) const { say.text = "hi"; }
  template <class Other>
  void operator()(Other& /*action*/) const {}
};

void make_plain(Step& step, const std::string& room) {
  if (auto* person = std::get_if<PersonStep>(&step.body)) std::visit(Plainer{room}, person->action);
}

void strike_everywhere(Step& step) {
  auto* fault = std::get_if<Fault>(&step.body);
  if (fault == nullptr) return;
  std::visit(
      [](auto& part) {
        if constexpr (requires { part.paths; }) part.paths = {};
      },
      *fault);
}

void strike_always(Step& step) {
  auto* fault = std::get_if<Fault>(&step.body);
  if (fault == nullptr) return;
  std::visit(
      [](auto& part) {
        if constexpr (requires { part.value.spread; }) {
          if (syntax_of(part.kind).share) part.value.amount = 100;
          part.value.spread = Spread::kMostlyShort;
        }
      },
      *fault);
}

void send_less(Step& step) {
  auto* client = std::get_if<ClientStep>(&step.body);
  auto* send = client == nullptr ? nullptr : std::get_if<Send>(&client->action);
  if (send != nullptr) send->times = 1;
}

void drop_record(Step& step, std::size_t record) {
  auto* client = std::get_if<ClientStep>(&step.body);
  auto* send = client == nullptr ? nullptr : std::get_if<Send>(&client->action);
  if (send == nullptr || send->records.size() < 2 || record >= send->records.size()) return;
  send->records.erase(send->records.begin() + static_cast<std::ptrdiff_t>(record));
}

/// Removes one node from one of the lists of a fault or of a step.
void drop_node(Step& step, std::size_t list, std::size_t node) {
  std::size_t next = 0;
  const auto drop = [&](auto& nodes) {
    if (next++ != list || nodes.size() < 2 || node >= nodes.size()) return;
    nodes.erase(nodes.begin() + static_cast<std::ptrdiff_t>(node));
  };
  const auto drop_in = [&](auto& part) {
    if constexpr (requires { part.who; }) drop(part.who);
    if constexpr (requires { part.nodes; }) drop(part.nodes);
    if constexpr (requires { part.left; }) drop(part.left);
    if constexpr (requires { part.right; }) drop(part.right);
    if constexpr (requires { part.from; }) drop(part.from);
    if constexpr (requires { part.to; }) drop(part.to);
  };
  if (auto* fault = std::get_if<Fault>(&step.body)) {
    std::visit(
        [&](auto& part) {
          drop_in(part);
          if constexpr (requires { part.paths; }) drop_in(part.paths);
        },
        *fault);
  } else {
    std::visit(drop_in, step.body);
  }
}

/// The first room that anybody names, in small letters.
std::string first_room(Scenario scenario) {
  std::string room = "den";
  bool found = false;
  for_each_step(scenario, [&](Step& step, Duration* /*at*/) {
    const auto* person = std::get_if<PersonStep>(&step.body);
    const auto* create = person == nullptr ? nullptr : std::get_if<CreateRoom>(&person->action);
    if (create == nullptr || found || create->room.empty()) return;
    room = create->room;
    found = true;
  });
  std::transform(room.begin(), room.end(), room.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return room;
}

bool is_arrival(const Step& step) {
  const auto* person = std::get_if<PersonStep>(&step.body);
  if (person == nullptr) return false;
  return person->action == PersonAction(Start{}) || person->action == PersonAction(SignUp{}) ||
         person->action == PersonAction(LogIn{});
}

/// Everyone arrives before the first step, and nobody later.
void arrive_first(Scenario& scenario) {
  Subset others;
  std::size_t next = 0;
  for_each_step(scenario, [&](const Step& step, const Duration* /*at*/) {
    if (!is_arrival(step)) others.push_back(next);
    ++next;
  });
  if (others.size() == next) return;  // Nobody arrives.
  scenario = keep_steps(scenario, others);
  std::vector<PersonId> everyone;
  for (std::size_t i = 0; i < scenario.people.size(); ++i) everyone.push_back({i});
  if (everyone.empty()) return;
  for (const PersonAction& action : {PersonAction(LogIn{}), PersonAction(SignUp{}), PersonAction(Start{})}) {
    scenario.steps.insert(scenario.steps.begin(), {0, PersonStep{everyone, false, action}});
  }
}

/// Later people who do the same as an earlier one do it with that one.
void do_together(Scenario& scenario, std::size_t number) {
  PersonStep* first = nullptr;
  Subset kept;
  std::size_t next = 0;
  for_each_step(scenario, [&](Step& step, Duration* /*at*/) {
    auto* person = std::get_if<PersonStep>(&step.body);
    const bool joins = first != nullptr && person != nullptr && person->action == first->action;
    if (joins) first->who.insert(first->who.end(), person->who.begin(), person->who.end());
    if (!joins) kept.push_back(next);
    if (next++ == number) first = person;
  });
  if (first == nullptr || kept.size() == next) return;
  std::sort(first->who.begin(), first->who.end());
  first->who.erase(std::unique(first->who.begin(), first->who.end()), first->who.end());
  scenario = keep_steps(scenario, kept);
}

void add_for_step(std::vector<Change>& changes, std::size_t number, const std::string& room) {
  changes.emplace_back([number](Scenario& scenario) { do_together(scenario, number); });
  changes.push_back(at_step(number, [room](Step& step) { make_plain(step, room); }));
  changes.push_back(at_step(number, strike_everywhere));
  changes.push_back(at_step(number, strike_always));
  changes.push_back(at_step(number, send_less));
  for (std::size_t i = kLongList; i-- > 0;) {
    for (std::size_t list = 0; list < 2; ++list) {
      changes.push_back(at_step(number, [list, i](Step& step) { drop_node(step, list, i); }));
    }
    changes.push_back(at_step(number, [i](Step& step) { drop_record(step, i); }));
  }
}

}  // namespace

std::vector<Change> simplifications(const Scenario& scenario) {
  const std::string room = first_room(scenario);
  std::vector<Change> changes;
  changes.emplace_back(arrive_first);
  changes.emplace_back([](Scenario& all) {
    for (Person& person : all.people) person.dialect = wire::Dialect::kV2;
  });
  changes.emplace_back([](Scenario& all) { all.nats.clear(); });
  changes.emplace_back([](Scenario& all) { all.addresses.clear(); });
  changes.emplace_back([](Scenario& all) { all.groups.clear(); });
  changes.emplace_back([room](Scenario& all) {
    for_each_step(all, [&](Step& step, Duration* /*at*/) { make_plain(step, room); });
  });
  const std::size_t steps = step_count(scenario);
  for (std::size_t number = 0; number < steps; ++number) add_for_step(changes, number, room);
  return changes;
}

}  // namespace parley::sim::explore
