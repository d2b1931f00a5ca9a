// The registry's core alone: requests per second on ports that cost next to nothing.

#include <benchmark/benchmark.h>

#include <string>
#include <vector>

#include "tests/bench/core_registry.hpp"

namespace parley::bench {
namespace {

constexpr std::string_view kV1 = "HELLO P2P\n";
constexpr std::string_view kV2 = "HELLO P2P 2\n";

std::size_t people_of(const benchmark::State& state) { return static_cast<std::size_t>(state.range(0)); }

void registry_keep_alive(benchmark::State& state) {
  CoreRegistry core(people_of(state), kV1);
  std::vector<std::string> datagrams;
  for (std::size_t i = 0; i < people_of(state); ++i) datagrams.push_back("KEEP_ALIVE " + person(i));
  std::size_t next = 0;
  for (auto _ : state) {
    core.datagram(datagrams[next]);
    next = next + 1 < datagrams.size() ? next + 1 : 0;
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(registry_keep_alive)->Arg(10)->Arg(1000)->Arg(10000);

void registry_search(benchmark::State& state) {
  CoreRegistry core(people_of(state), kV1);
  const std::string request = "SEARCH_USER " + person(people_of(state) - 1);
  for (auto _ : state) core.record(0, request);
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(registry_search)->Arg(10)->Arg(1000)->Arg(10000);

/// A hundred requests to a record, as a v2 client may send them.
void registry_search_pipelined(benchmark::State& state) {
  CoreRegistry core(people_of(state), kV2);
  std::string requests;
  for (int i = 0; i < 100; ++i) requests += "SEARCH_USER " + person(people_of(state) - 1) + "\n";
  for (auto _ : state) core.record(0, requests);
  state.SetItemsProcessed(state.iterations() * 100);
}
BENCHMARK(registry_search_pipelined)->Arg(1000);

/// Two requests, each of which waits for the store.
void registry_join_and_exit(benchmark::State& state) {
  CoreRegistry core(people_of(state), kV1);
  for (std::size_t i = 0; i + 1 < people_of(state); ++i) {
    core.record(i, (i == 0 ? "CREATE-CHAT-ROOM tea " : "JOIN-CHAT-ROOM tea ") + person(i));
  }
  const auto last = people_of(state) - 1;
  const std::string join = "JOIN-CHAT-ROOM tea " + person(last);
  const std::string exit = "ROOM-EXIT " + person(last) + " tea";
  for (auto _ : state) {
    core.record(last, join);
    core.record(last, exit);
  }
  state.SetItemsProcessed(state.iterations() * 2);
}
BENCHMARK(registry_join_and_exit)->Arg(2)->Arg(50);

void registry_sign_up(benchmark::State& state) {
  CoreRegistry core(1, kV1);
  std::size_t next = 1;
  for (auto _ : state) core.record(0, "REGISTER " + person(next++) + " secret");
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(registry_sign_up);

void registry_discover_peers(benchmark::State& state) {
  CoreRegistry core(people_of(state), kV1);
  const std::string request = "DISCOVER_PEERS DETAILED " + person(0);
  for (auto _ : state) core.record(0, request);
  state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(registry_discover_peers)->Arg(10)->Arg(1000);

}  // namespace
}  // namespace parley::bench
