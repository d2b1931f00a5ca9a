#include <algorithm>
#include <array>

#include "sim/shrink/edit.hpp"
#include "sim/shrink/shrink.hpp"

namespace parley::sim::explore {
namespace {

using namespace scenario;  // All of the language is visited here.
using namespace std::chrono_literals;

constexpr std::array<Duration, 3> kNice = {1s, 100ms, 10ms};

Duration rounded(Duration time, Duration to) { return (time + to / 2) / to * to; }

/// The length of a fault, if it has one.
void change_length(Step& step, const std::function<void(ForTime&)>& change) {
  auto* fault = std::get_if<Fault>(&step.body);
  if (fault == nullptr) return;
  std::visit(
      [&](auto& part) {
        if constexpr (requires { part.time; }) {
          if (part.time) change(part.time);
        }
      },
      *fault);
}

/// Makes all gaps between steps equal.
void space_evenly(Scenario& scenario, Duration gap) {
  Duration next{};
  for_each_step(scenario, [&](Step& /*step*/, Duration* at) {
    if (at == nullptr) return;
    *at = next;
    next += gap;
  });
}

/// Moves this step and all after it forward by the gap before it.
void close_gap(Scenario& scenario, std::size_t number, Duration left) {
  std::size_t next = 0;
  Duration before{};
  Duration by{};
  for_each_step(scenario, [&](Step& /*step*/, Duration* at) {
    if (at == nullptr) {
      ++next;
      return;
    }
    const Duration gap = *at - before;
    before = *at;
    if (next++ == number) by = std::max(Duration::zero(), gap - left);
    *at -= by;
  });
}

void round_time(Scenario& scenario, std::size_t number, Duration to) {
  std::size_t next = 0;
  for_each_step(scenario, [&](Step& /*step*/, Duration* at) {
    if (next++ == number && at != nullptr) *at = rounded(*at, to);
  });
}

void round_all(Scenario& scenario, Duration to) {
  for_each_step(scenario, [&](Step& step, Duration* at) {
    if (at != nullptr) *at = rounded(*at, to);
    change_length(step, [&](ForTime& time) { time = std::max(to, rounded(*time, to)); });
  });
}

Change with_length(std::size_t number, std::function<void(ForTime&)> change) {
  return [number, change = std::move(change)](Scenario& scenario) {
    std::size_t next = 0;
    for_each_step(scenario, [&](Step& step, Duration* /*at*/) {
      if (next++ == number) change_length(step, change);
    });
  };
}

void add_for_step(std::vector<Change>& changes, std::size_t number) {
  for (const Duration left : {Duration(0s), Duration(1s)}) {
    changes.emplace_back([=](Scenario& scenario) { close_gap(scenario, number, left); });
  }
  changes.push_back(with_length(number, [](ForTime& time) { time.reset(); }));
  for (const Duration to : kNice) {
    changes.emplace_back([=](Scenario& scenario) { round_time(scenario, number, to); });
    changes.push_back(with_length(number, [to](ForTime& time) { time = std::max(to, rounded(*time, to)); }));
  }
}

}  // namespace

std::vector<Change> retimings(const Scenario& scenario) {
  std::vector<Change> changes;
  for (const Duration gap : {Duration(1s), Duration(5s), Duration(200ms)}) {
    changes.emplace_back([gap](Scenario& all) { space_evenly(all, gap); });
  }
  for (const Duration to : kNice) changes.emplace_back([to](Scenario& all) { round_all(all, to); });
  const std::size_t steps = step_count(scenario);
  for (std::size_t number = 0; number < steps; ++number) add_for_step(changes, number);
  return changes;
}

}  // namespace parley::sim::explore
