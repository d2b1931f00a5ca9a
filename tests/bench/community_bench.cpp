#include <benchmark/benchmark.h>

#include <array>
#include <chrono>
#include <cstdint>
#include <ctime>

#include "tests/bench/community.hpp"

namespace parley::bench {
namespace {

using namespace std::chrono_literals;
using benchmark::Counter;

constexpr int kSeconds = 60;

/// Each iteration is a second of virtual time.
void live_for(benchmark::State& state, const CommunityOptions& options) {
  Community community(options);
  const auto deliveries_before = community.world().counts().deliveries;
  const auto events_before = community.world().counts().events;
  double chatting = 0;
  for (auto _ : state) {
    community.run_for(1s);
    chatting += static_cast<double>(community.chatting());
  }
  const auto deliveries = static_cast<double>(community.world().counts().deliveries - deliveries_before);
  const auto events = static_cast<double>(community.world().counts().events - events_before);
  state.counters["deliveries/s"] = Counter(deliveries, Counter::kIsRate);
  state.counters["events/s"] = Counter(events, Counter::kIsRate);
  state.counters["virtual s/s"] = Counter(static_cast<double>(state.iterations()), Counter::kIsRate);
  state.counters["bytes/peer"] = community.bytes_per_person();
  state.counters["in rooms"] = chatting / static_cast<double>(state.iterations());
  if (!community.violation().empty()) state.SkipWithError(community.violation().c_str());
}

void world_rooms(benchmark::State& state) {
  live_for(state, {.people = static_cast<std::size_t>(state.range(0))});
}
BENCHMARK(world_rooms)->Arg(100)->Arg(1000)->Arg(10000)->Iterations(kSeconds)->Unit(benchmark::kMillisecond);

void world_rooms_checked(benchmark::State& state) {
  live_for(state, {.people = static_cast<std::size_t>(state.range(0)), .checked = true});
}
BENCHMARK(world_rooms_checked)
    ->Arg(100)
    ->Arg(1000)
    ->Arg(10000)
    ->Iterations(kSeconds)
    ->Unit(benchmark::kMillisecond);

/// Two towns with the same seed live side by side, a second of virtual time each in turn: one keeps the trace
/// hash, the other does not.
void trace_hash_cost(benchmark::State& state) {
  const auto people = static_cast<std::size_t>(state.range(0));
  std::array<Community, 2> towns = {Community({.people = people, .hashed = false}),
                                    Community({.people = people, .hashed = true})};
  std::array<double, 2> spent{};
  for (auto _ : state) {
    for (std::size_t i = 0; i < towns.size(); ++i) {
      const std::clock_t begin = std::clock();
      towns.at(i).run_for(1s);
      spent.at(i) += static_cast<double>(std::clock() - begin);
    }
  }
  state.counters["percent"] = 100 * (spent[1] - spent[0]) / spent[0];
  if (towns[0].world().counts().events != towns[1].world().counts().events)
    state.SkipWithError("the hash changed what happened");
}
BENCHMARK(trace_hash_cost)->Arg(100)->Arg(1000)->Iterations(kSeconds)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace parley::bench
