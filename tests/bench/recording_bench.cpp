// What recording adds to the registry's core: to the work of its thread, that is. Blocks are compressed and
// written by another (parley-recording-cost measures both, on the real programs).

#include <benchmark/benchmark.h>

#include <array>
#include <ctime>
#include <string>

#include "tape/block.hpp"
#include "tape/tape_format.hpp"
#include "tests/bench/core_registry.hpp"
#include "tests/bench/heap_count.hpp"

namespace parley::bench {
namespace {

constexpr std::size_t kPeople = 1000;
constexpr int kRequests = 10'000;  ///< Of each registry in turn.

/// Does what the program's thread does for the tape's file.
class FillingSink final : public tape::EntrySink {
 public:
  void add(const tape::Entry& entry) override {
    filler_.add(entry);
    if (filler_.is_full()) bytes_ += filler_.take().bytes.size();
  }
  std::size_t bytes() const { return bytes_; }

 private:
  tape::BlockBuilder filler_{tape::TapeLimits().block_bytes};
  std::size_t bytes_ = 0;
};

double processor_ns() {
  timespec now{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e9 + static_cast<double>(now.tv_nsec);
}

/// Two registries are asked in turn, of which the second is recorded.
template <class Ask>
void compare(benchmark::State& state, std::string_view hello, int requests, Ask ask) {
  FillingSink tape;
  std::array<CoreRegistry, 2> cores = {CoreRegistry(kPeople, hello), CoreRegistry(kPeople, hello, &tape)};
  std::array<double, 2> spent{};
  std::array<std::int64_t, 2> blocks{};
  for (auto _ : state) {
    for (std::size_t i = 0; i < cores.size(); ++i) {
      const auto begin = processor_ns();
      const auto blocks_before = heap_blocks();
      for (int n = 0; n < kRequests / requests; ++n) ask(cores.at(i), n);
      spent.at(i) += processor_ns() - begin;
      blocks.at(i) += heap_blocks() - blocks_before;
    }
  }
  const auto asked = static_cast<double>(state.iterations()) * kRequests;
  state.counters["ns"] = spent[0] / asked;
  state.counters["recorded_ns"] = spent[1] / asked;
  state.counters["added_ns"] = (spent[1] - spent[0]) / asked;
  state.counters["added_mallocs"] = static_cast<double>(blocks[1] - blocks[0]) / asked;
  state.counters["bytes"] = static_cast<double>(tape.bytes()) / asked;
}

void recording_keep_alive(benchmark::State& state) {
  const std::string datagram = "KEEP_ALIVE " + person(7);
  compare(state, "HELLO P2P\n", 1, [&](CoreRegistry& core, int /*n*/) { core.datagram(datagram); });
}
BENCHMARK(recording_keep_alive);

void recording_search(benchmark::State& state) {
  const std::string request = "SEARCH_USER " + person(7);
  compare(state, "HELLO P2P\n", 1, [&](CoreRegistry& core, int /*n*/) { core.record(0, request); });
}
BENCHMARK(recording_search);

void recording_search_pipelined(benchmark::State& state) {
  std::string requests;
  for (int i = 0; i < 16; ++i) requests += "SEARCH_USER " + person(7) + "\n";
  compare(state, "HELLO P2P 2\n", 16, [&](CoreRegistry& core, int /*n*/) { core.record(0, requests); });
}
BENCHMARK(recording_search_pipelined);

void recording_join_and_exit(benchmark::State& state) {
  const std::string make = "CREATE-CHAT-ROOM tea " + person(7);
  const std::string exit = "ROOM-EXIT " + person(7) + " tea";
  compare(state, "HELLO P2P\n", 1,
          [&](CoreRegistry& core, int n) { core.record(7, n % 2 == 0 ? make : exit); });
}
BENCHMARK(recording_join_and_exit);

/// A secret is masked in each.
void recording_sign_up(benchmark::State& state) {
  const std::string request = "REGISTER " + person(7) + " x";
  compare(state, "HELLO P2P\n", 1, [&](CoreRegistry& core, int /*n*/) { core.record(0, request); });
}
BENCHMARK(recording_sign_up);

}  // namespace
}  // namespace parley::bench
