// The simulator: peers that are logged in and keep alive, with the object code that ships.

#include <benchmark/benchmark.h>

#include <chrono>

#include "tests/bench/crowd.hpp"
#include "tests/bench/heap_count.hpp"

namespace parley::bench {
namespace {

using namespace std::chrono_literals;

/// Each iteration is a second of virtual time.
void world_keep_alive(benchmark::State& state) {
  Crowd crowd(static_cast<std::size_t>(state.range(0)));
  const auto deliveries_before = crowd.world().counts().deliveries;
  const auto events_before = crowd.world().counts().events;
  const auto blocks_before = heap_blocks();
  for (auto _ : state) crowd.world().run_for(1s);
  const auto deliveries = static_cast<double>(crowd.world().counts().deliveries - deliveries_before);
  const auto events = static_cast<double>(crowd.world().counts().events - events_before);
  using benchmark::Counter;
  state.counters["deliveries/s"] = Counter(deliveries, Counter::kIsRate);
  state.counters["events/s"] = Counter(events, Counter::kIsRate);
  state.counters["mallocs/delivery"] = static_cast<double>(heap_blocks() - blocks_before) / deliveries;
  state.counters["bytes/peer"] = crowd.bytes_per_peer();
  if (crowd.online() != static_cast<std::size_t>(state.range(0)))
    state.SkipWithError("somebody was timed out");
}
BENCHMARK(world_keep_alive)->Arg(10)->Arg(1000)->Arg(10000)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace parley::bench
