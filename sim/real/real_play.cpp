#include "sim/real/real_play.hpp"

#include <algorithm>
#include <sstream>

#include "sim/play/report.hpp"
#include "sim/play/runner.hpp"

namespace parley::sim::real {
namespace {

using namespace std::chrono_literals;

constexpr Duration kPollInterval = 20ms;
constexpr Duration kTimeToEnd = 15s;
constexpr scenario::PlayTiming kTiming{.slowness = 3, .grace = 5s, .waits_for_restart = true};

}  // namespace

RealPlay::RealPlay(const scenario::Scenario& scenario, const Programs& programs, scenario::TapeFolder* tapes)
    : PlayBackend(kTiming),
      recording_(tapes != nullptr),
      cluster_(scenario, programs, tapes),
      faults_(cluster_) {
  cluster_.loop().on_termination([this] { status_.interrupt(); });
  keep_looking();
}

scenario::RunResult RealPlay::play() { return scenario::Runner(*this).play(); }

/// Nothing is waited for longer than that without being looked at.
void RealPlay::keep_looking() {
  cluster_.delays().after(kPollInterval, [this] { keep_looking(); });
}

bool RealPlay::run_until(const std::function<bool()>& done, Duration bound) {
  bool met = false;
  const auto look = [&] {
    cluster_.poll();
    met = status_.over() || done();
    return met;
  };
  cluster_.loop().run_until(look, bound);
  return met || status_.over();
}

void RealPlay::inject(const scenario::Fault& fault, std::size_t /*line*/) {
  if (auto reason = faults_.inject(fault)) status_.refuse(*std::move(reason));
}

void RealPlay::play_meanwhile(const scenario::Meanwhile& /*block*/) {
  status_.refuse("blocks of `meanwhile` and workloads are played in the simulated world");
}

void RealPlay::monitor(const scenario::Expectation& /*expected*/) {
  status_.refuse("what holds after every event is looked at in the simulated world");
}

void RealPlay::finish(scenario::RunResult& result) {
  result.in_real_world = true;
  result.time = std::chrono::steady_clock::now() - begun_;
  status_.report(result);
  transcript_ = scenario::transcript(cluster_);
  if (result.failure) {
    std::istringstream log(cluster_.registry().log());
    result.failure->details.emplace_back("the end of the registry's log:");
    for (std::string line; std::getline(log, line);) result.failure->details.push_back("  " + line);
  }
  if (recording_) end_programs();
}

/// Also after ^C. Whom the time does not suffice is killed with the cluster.
void RealPlay::end_programs() {
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

}  // namespace parley::sim::real
